"""The servers that are compared: nginx, the bound, Varnish, and the program. Each runs on the server's processor until it is stopped."""
import gzip
import http.client
import os
import subprocess
import sys

import machine
import paper

# What these headers say belongs to one answer, or every server writes it itself.
OWN = {"date", "content-length", "content-encoding", "etag", "connection", "content-type", "server", "last-modified",
       "transfer-encoding", "keep-alive", "accept-ranges", "set-cookie"}


class Server:
    """A running one: `port`, `pid` of the process whose processor time counts, `name` in the table."""

    def __init__(self, name, process, port, pid=None, scheme="http"):
        self.name, self.process, self.port, self.scheme = name, process, port, scheme
        self.pid = pid or process.pid

    def url(self, path):
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    def ask(self, path, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            return paper.get(connection, path, headers, wanted=(200, 304))
        finally:
            connection.close()

    def stop(self):
        machine.stop(self.process)


def allmende(subject, name="allmende", **settings):
    """The program on a paper, with room for everyone who asks from this one address."""
    wanted = {"server": {"connections": 1_000_000, "connections_per_source": 1_000_000, "loops": 1, "log_requests": "false"}, "press": {}}
    for section, options in settings.items():
        wanted.setdefault(section, {}).update(options)
    for section, options in wanted.items():
        for key, value in options.items():
            subject.set(section, key, value)
    process, port = subject.start("--quiet", cpu=machine.SERVER_CPU)
    return Server(name, process, port)


class Files:
    """The very bytes that the program answered, as files: nginx and the bound serve them."""

    def __init__(self, folder):
        self.folder, self.head = folder, {}
        folder.mkdir(parents=True)
        self.type = "text/html; charset=utf-8"

    def take(self, server, paths, headers):
        """Fetches pages from the program. They are compressed here, as well as gzip can."""
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        plain = {name: value for name, value in headers.items() if name != "Accept-Encoding"}
        for path in paths:
            answer, body = paper.get(connection, path, plain)
            file = self.folder / path.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
            file.with_name(file.name + ".gz").write_bytes(gzip.compress(body, 9, mtime=0))
        self.type = answer.getheader("Content-Type")
        self.head = {name: value for name, value in answer.getheaders() if name.lower() not in OWN}
        self.head.setdefault("Vary", "Accept-Encoding")

    def head_lines(self):
        return "".join(f"{name}: {value}\r\n" for name, value in {"Content-Type": self.type, **self.head}.items())


def bound(files, name="bound"):
    head = files.folder.with_suffix(".head")
    head.write_bytes(files.head_lines().encode("latin-1"))
    port = machine.free_port()
    process = subprocess.Popen(machine.pinned(machine.SERVER_CPU, machine.build("bound"), port, head, files.folder))
    machine.wait_for(port, process)
    return Server(name, process, port)


FOR_CONNECTIONS = 15_000  # descriptors that nginx does not keep files open with
NGINX = """
daemon off;
worker_processes 1;
worker_rlimit_nofile {descriptors};
pid {work}/nginx.pid;
error_log {work}/error.log;
{user}
events {{ worker_connections {connections}; multi_accept on; use epoll; }}
http {{
  access_log off;
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 1000000000;
  keepalive_timeout 75s;
  client_header_timeout 10s;
  open_file_cache max={kept} inactive=1h;
  open_file_cache_valid 1h;
  gzip_static on;
  types {{ }}
  default_type "{type}";
  client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
  server {{
    listen 127.0.0.1:{port} reuseport{tls};
    root {root};
    {certificate}
{headers}
  }}
}}
"""


def _nginx_text(text):
    if "$" in text:
        sys.exit(f"nginx cannot send a header with a dollar sign as it is: {text}")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def nginx(files, name="nginx", certificate=None):
    """One worker. With a certificate (file, key) it speaks TLS 1.3 with session tickets."""
    port, descriptors = machine.free_port(), machine.allow_descriptors()
    work = files.folder.with_name(f"nginx-{port}")
    work.mkdir()
    secure = certificate and (f"ssl_certificate {certificate[0]}; ssl_certificate_key {certificate[1]}; ssl_protocols TLSv1.3; "
                              "ssl_session_tickets on; ssl_session_cache shared:tls:10m;")
    (work / "nginx.conf").write_text(NGINX.format(
        descriptors=descriptors, work=work, connections=descriptors - 100, port=port,
        kept=max(1000, descriptors - FOR_CONNECTIONS), root=files.folder, type=files.type,
        user="user root;" if os.geteuid() == 0 else "", tls=" ssl" if certificate else "", certificate=secure or "",
        headers="\n".join(f"    add_header {name} {_nginx_text(value)};" for name, value in files.head.items())))
    command = [machine.tool("nginx"), "-p", work, "-e", work / "error.log", "-c", work / "nginx.conf"]
    process = subprocess.Popen(machine.pinned(machine.SERVER_CPU, *command))
    machine.wait_for(port, process)
    return Server(name, process, port, machine.newest_child(process.pid), "https" if certificate else "http")


VCL = """
vcl 4.1;
backend files {{ .host = "127.0.0.1"; .port = "{port}"; }}
sub vcl_recv {{ unset req.http.Cookie; return (hash); }}
sub vcl_backend_response {{ set beresp.ttl = 1h; }}
"""


def varnish(files, backend, name="varnish"):
    """Hits only: what nginx serves, kept in memory."""
    port = machine.free_port()
    work = files.folder.with_name(f"varnish-{port}")
    work.mkdir()
    (work / "all.vcl").write_text(VCL.format(port=backend.port))
    # Without its jail: the folder is this user's alone.
    command = [machine.tool("varnishd"), "-F", "-j", "none", "-n", work / "name", "-f", work / "all.vcl", "-a", f"127.0.0.1:{port}",
               "-s", "malloc,256m", "-p", "thread_pools=1"]
    with open(work / "log", "w") as log:  # it speaks of every start and end
        process = subprocess.Popen(machine.pinned(machine.SERVER_CPU, *command), stdout=log, stderr=log)
    machine.wait_for(port, process)
    return Server(name, process, port, machine.newest_child(process.pid))
