<?php
define('WP_INSTALLING', true);
require __DIR__ . '/load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('Test', 'admin', 'admin@wordpress.example', true, '', 'password');
update_option('siteurl', 'http://wordpress.example');
update_option('home', 'http://wordpress.example');
update_option('timezone_string', 'Asia/Baku');
