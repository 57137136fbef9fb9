<?php
define('WP_LOAD_IMPORTERS', true);
require __DIR__ . '/load.php';
require getenv('IMPORTER') . '/wordpress-importer.php';
wordpress_importer_init();
wp_set_current_user(1);
$import = new WP_Import();
$import->fetch_attachments = true;
$file = getenv('FILE');
foreach (array_keys($import->parse($file)['authors']) as $n => $login) {
  $_POST['imported_authors'][$n] = $login;
  $_POST['user_new'][$n] = $login;
}
$import->import($file);
