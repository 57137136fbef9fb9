# /etc/varnish/default.vcl, for Varnish 7.1 and newer with the package varnish-modules. Start varnishd with
#   -a 127.0.0.1:6081 -a purge=127.0.0.1:6083 -p http_gzip_support=off
# and put TLS in front: TRUSTED_PROXIES is then 2.
vcl 4.1;

import std;
import xkey;

backend portal {
  .host = "127.0.0.1";
  .port = "3000";
  .first_byte_timeout = 60s;
  .probe = {
    .url = "/api/health/ready";
    .interval = 2s;
    .timeout = 2s;
    .window = 3;
    .threshold = 2;
    .initial = 2;
  }
}

sub vcl_recv {
  # By the port, not by the address: behind TLS on the same machine everybody comes from 127.0.0.1.
  if (req.method == "PURGE") {
    if (local.socket != "purge") { return (synth(405)); }
    return (synth(200, xkey.softpurge(req.http.xkey) + " purged"));
  }

  if (req.url ~ "^/(\?|$|admin(/|\?|$)|api(/|\?|$))") { return (pass); }

  # Readers' pages are the same for everybody. Three forms of each: with a dictionary there would be many more.
  unset req.http.Cookie;
  unset req.http.Available-Dictionary;
  if (req.http.Accept-Encoding ~ "\bbr\b") { set req.http.Accept-Encoding = "br"; }
  elsif (req.http.Accept-Encoding ~ "\bgzip\b") { set req.http.Accept-Encoding = "gzip"; }
  else { unset req.http.Accept-Encoding; }
  # What others add to addresses makes no second copy.
  if (req.url ~ "[?&](utm_\w+|fbclid|gclid|yclid)=") {
    set req.url = regsuball(req.url, "(?<=[?&])(utm_\w+|fbclid|gclid|yclid)=[^&]*&?", "");
    set req.url = regsub(req.url, "[?&]$", "");
  }

  # While the portal answers, a page is at most ten seconds older than its time; else a day. Where the portal purges,
  # write 0s: after a purge nobody gets the page before it.
  if (std.healthy(req.backend_hint) && req.restarts == 0) { set req.grace = 10s; }
  else { set req.grace = 1d; }
}

sub vcl_backend_response {
  if (beresp.status >= 500 && !bereq.uncacheable) {
    # The older page stays.
    if (bereq.is_bgfetch) { return (abandon); }
    set beresp.ttl = 0s;
    set beresp.grace = 0s;
    set beresp.keep = 0s;
    return (deliver);
  }
  if (beresp.http.CDN-Cache-Control) { set beresp.grace = 1d; }
  if (beresp.http.Surrogate-Key) {
    # One more key, which all pages have: the portal purges it where it cannot name what has changed.
    set beresp.http.xkey = beresp.http.Surrogate-Key + " everything";
    # Where the portal purges (VARNISH_PURGE_URLS), write 1h: docs/surrogate-keys.md. A page that may lack a change has
    # no stale-while-revalidate, and is kept for a second in any case.
    if (beresp.http.CDN-Cache-Control ~ "stale-while-revalidate") { set beresp.ttl = 1s; }
  }
}

sub vcl_deliver {
  # The portal has failed: an older page will do.
  if (resp.status >= 500 && req.restarts == 0 && !obj.uncacheable) { return (restart); }
  unset resp.http.xkey;
  unset resp.http.Surrogate-Key;
  unset resp.http.CDN-Cache-Control;
  if (resp.http.Link ~ "compression-dictionary") { unset resp.http.Link; }
}
