<?php
// WordPress as its pages have it, for the other files here: SITE is its folder, PORT where the portal listens.
$_SERVER['HTTP_HOST'] = 'wordpress.example';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require getenv('SITE') . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';
// Those of Polylang and Co-Authors Plus, which need not be there for their terms to be kept.
register_taxonomy('language', ['post', 'page']);
register_taxonomy('post_translations', ['post', 'page']);
register_taxonomy('author', ['post']);
// It fetches nothing from this machine otherwise.
add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', fn ($ports) => [...$ports, (int) getenv('PORT')]);
add_filter('http_request_args', fn ($arguments) => ['reject_unsafe_urls' => false] + $arguments);
