# Varnish before a paper with `[press] shared = true` and `purge = ["http://127.0.0.1:6081"]`.
# Needs Debian's varnish and varnish-modules (xkey).
vcl 4.1;

import xkey;

backend paper {
  .host = "127.0.0.1";
  .port = "8080";
}

# Who may purge: the paper.
acl paper_itself {
  "127.0.0.1";
  "::1";
}

sub vcl_recv {
  if (req.method == "PURGE") {
    if (client.ip !~ paper_itself || !req.http.Surrogate-Key) {
      return (synth(403));
    }
    # xkey.softpurge() is gentler: the first reader afterwards still gets the page before, while it is made anew.
    set req.http.n-purged = xkey.purge(req.http.Surrogate-Key);
    return (synth(200, "Purged " + req.http.n-purged));
  }
  # What is chosen for a reader is never kept; everything else is the same for all.
  if (req.url !~ "^/(einsatz/|anzeige)") {
    unset req.http.Cookie;
  }
}

sub vcl_backend_response {
  set beresp.http.xkey = beresp.http.Surrogate-Key;
}

sub vcl_deliver {
  unset resp.http.xkey;
  unset resp.http.Surrogate-Key;
  unset resp.http.Cache-Tag;
}
