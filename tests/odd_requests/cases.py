"""Odd requests, what we answer, and what nginx (of Debian 12) answers.

An answer is the statuses in their order, and whether the connection is open or closed then: "200 200 open".
"hears nothing" is "open" or "closed" alone. Where we differ, `why` says why.

What two programs in a row could read differently (request smuggling: RFC 9112, 11.2) is refused, and the
connection is closed: those are the cases of SMUGGLING, and none of them may have an answer but a refusal.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    name: str
    sent: bytes
    ours: str
    nginx: str
    why: str = ""


def get(*lines, target=b"/", version=b"HTTP/1.1", host=True):
    head = [b"GET " + target + b" " + version] + ([b"Host: here"] if host else []) + list(lines)
    return b"\r\n".join(head) + b"\r\n\r\n"


NEXT = get()
STRICT = "two programs could read it differently"

SMUGGLING = [
    Case("Content-Length and Transfer-Encoding", get(b"Content-Length: 4", b"Transfer-Encoding: chunked") + b"0\r\n\r\n" + NEXT, "", ""),
    Case("Transfer-Encoding and Content-Length", get(b"Transfer-Encoding: chunked", b"Content-Length: 4") + b"0\r\n\r\n" + NEXT, "", ""),
    Case("two lengths that differ", get(b"Content-Length: 3", b"Content-Length: 4") + b"abcd" + NEXT, "", ""),
    Case("two lengths that are the same", get(b"Content-Length: 3", b"Content-Length: 3") + b"abc" + NEXT, "", ""),
    Case("two lengths in one line", get(b"Content-Length: 3, 3") + b"abc" + NEXT, "", ""),
    Case("a length with a plus", get(b"Content-Length: +3") + b"abc" + NEXT, "", ""),
    Case("a length with a minus", get(b"Content-Length: -3") + b"abc" + NEXT, "", ""),
    Case("a length in hexadecimal", get(b"Content-Length: 0x3") + b"abc" + NEXT, "", ""),
    Case("a length with a blank in it", get(b"Content-Length: 1 0") + b"abc" + NEXT, "", ""),
    Case("a length beyond 64 bits", get(b"Content-Length: 18446744073709551619") + b"abc" + NEXT, "", ""),
    Case("an empty length", get(b"Content-Length: ") + NEXT, "", ""),
    Case("a bare line feed at the end of the request line", NEXT.replace(b"\r\n", b"\n", 1), "", ""),
    Case("a bare line feed at the end of a field", get(b"X: y").replace(b"y\r\n", b"y\n"), "", ""),
    Case("bare line feeds everywhere", NEXT.replace(b"\r\n", b"\n"), "", ""),
    Case("a bare carriage return in a value", get(b"X: y\rContent-Length: 3"), "", ""),
    Case("a bare carriage return at the end of a field", get(b"X: y").replace(b"y\r\n", b"y\r"), "", ""),
    Case("a folded field", get(b"X: y\r\n z"), "", ""),
    Case("a folded first field", b"GET / HTTP/1.1\r\n Host: here\r\n\r\n", "", ""),
    Case("a folded coding", get(b"Transfer-Encoding:\r\n chunked") + b"0\r\n\r\n", "", ""),
    Case("a blank before the colon", get(b"Content-Length : 3") + b"abc" + NEXT, "", ""),
    Case("a tab before the colon", get(b"Transfer-Encoding\t: chunked") + b"0\r\n\r\n" + NEXT, "", ""),
    Case("a field without a colon", get(b"Content-Length"), "", ""),
    Case("a field without a name", get(b": 3"), "", ""),
    Case("a NUL in a field's name", get(b"Content\0-Length: 3"), "", ""),
    Case("a NUL in a value", get(b"X: a\0b"), "", ""),
    Case("a byte beyond ASCII in a field's name", get(b"X\xe4: y"), "", ""),
    Case("chunked and identity", get(b"Transfer-Encoding: identity, chunked") + b"0\r\n\r\n" + NEXT, "", ""),
    Case("identity", get(b"Transfer-Encoding: identity") + NEXT, "", ""),
    Case("chunked twice in one line", get(b"Transfer-Encoding: chunked, chunked") + b"0\r\n\r\n" + NEXT, "", ""),
    Case("chunked twice in two lines", get(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked") + b"0\r\n\r\n" + NEXT, "", ""),
    Case("an unknown coding", get(b"Transfer-Encoding: xchunked") + b"0\r\n\r\n" + NEXT, "", ""),
    Case("a coding in quotes", get(b'Transfer-Encoding: "chunked"') + b"0\r\n\r\n" + NEXT, "", ""),
    Case("a coding behind a vertical tab", get(b"Transfer-Encoding: \x0bchunked") + b"0\r\n\r\n" + NEXT, "", ""),
    Case("an empty coding", get(b"Transfer-Encoding: ") + NEXT, "", ""),
    Case("chunked in HTTP/1.0", get(b"Transfer-Encoding: chunked", version=b"HTTP/1.0") + b"0\r\n\r\n" + NEXT, "", ""),
    Case("a chunk's length that is none", get(b"Transfer-Encoding: chunked") + b"x\r\nabc\r\n0\r\n\r\n" + NEXT, "", ""),
    Case("a chunk's length with a sign", get(b"Transfer-Encoding: chunked") + b"+3\r\nabc\r\n0\r\n\r\n" + NEXT, "", ""),
    Case("a chunk's length with 0x", get(b"Transfer-Encoding: chunked") + b"0x3\r\nabc\r\n0\r\n\r\n" + NEXT, "", ""),
    Case("a chunk's length beyond 64 bits", get(b"Transfer-Encoding: chunked") + b"10000000000000003\r\nabc\r\n0\r\n\r\n" + NEXT, "", ""),
    Case("a chunk that ends in a bare line feed", get(b"Transfer-Encoding: chunked") + b"3\nabc\n0\n\n" + NEXT, "", ""),
    Case("a chunk's length that ends in a bare line feed", get(b"Transfer-Encoding: chunked") + b"3\nabc\r\n0\r\n\r\n" + NEXT, "", ""),
    Case("a chunk's extension with a bare line feed", get(b"Transfer-Encoding: chunked") + b"3;a\nb\r\nabc\r\n0\r\n\r\n" + NEXT, "", ""),
    Case("a chunk longer than it says", get(b"Transfer-Encoding: chunked") + b"3\r\nabcdef\r\n0\r\n\r\n" + NEXT, "", ""),
    Case("no Host", get(host=False), "", ""),
    Case("two Hosts that differ", get(b"Host: there"), "", ""),
    Case("two Hosts that are the same", get(b"Host: here"), "", ""),
    Case("two Hosts in one line", get(b"Host: here, there", host=False), "", ""),
    Case("a Host with a path", get(b"Host: here/there", host=False), "", ""),
    Case("a Host with a blank in it", get(b"Host: here there", host=False), "", ""),
    Case("an empty Host", get(b"Host: ", host=False), "", ""),
    Case("a Host with somebody's name", get(b"Host: me@here", host=False), "", ""),
    Case("two blanks in the request line", NEXT.replace(b"GET /", b"GET  /"), "", ""),
    Case("a tab in the request line", NEXT.replace(b"GET /", b"GET\t/"), "", ""),
    Case("a blank before the method", b" " + NEXT, "", ""),
    Case("a blank behind the version", NEXT.replace(b"1.1\r", b"1.1 \r"), "", ""),
    Case("a blank in the target", get(target=b"/a b"), "", ""),
    Case("a NUL in the target", get(target=b"/\0"), "", ""),
    Case("a byte beyond ASCII in the target", get(target=b"/\xe4"), "", ""),
    Case("a DEL in the target", get(target=b"/\x7f"), "", ""),
    Case("a lone percent sign", get(target=b"/%"), "", ""),
    Case("an encoded NUL", get(target=b"/%00"), "", ""),
    Case("a fragment", get(target=b"/#part"), "", ""),
    Case("a way up", get(target=b"/../etc/passwd"), "", ""),
    Case("an encoded way up", get(target=b"/%2e%2e/etc/passwd"), "", ""),
    Case("an encoded slash", get(target=b"/a%2fb"), "", ""),
    Case("a target without a slash", get(target=b"robots.txt"), "", ""),
    Case("an address of another scheme", get(target=b"ftp://here/"), "", ""),
    Case("an address with somebody's name", get(target=b"http://me@here/"), "", ""),
    Case("lower-case http", get(version=b"http/1.1"), "", ""),
    Case("a version with more digits", get(version=b"HTTP/1.10"), "", ""),
    Case("HTTP/1.2", get(version=b"HTTP/1.2"), "", ""),
    Case("HTTP/3.0", get(version=b"HTTP/3.0"), "", ""),
    Case("the beginning of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "", ""),
    Case("HTTP/0.9", b"GET /\r\n", "", ""),
    Case("a hello of TLS", b"\x16\x03\x01\x00\x05hello\r\n\r\n", "", ""),
    Case("a lower-case method", NEXT.replace(b"GET", b"get"), "", ""),
    Case("an unknown method", NEXT.replace(b"GET", b"BREW"), "", ""),
    Case("a method that is no token", NEXT.replace(b"GET", b"G(T"), "", ""),
    Case("CONNECT", b"CONNECT here:443 HTTP/1.1\r\nHost: here\r\n\r\n" + NEXT, "", ""),
    Case("TRACE", b"TRACE / HTTP/1.1\r\nHost: here\r\n\r\n" + NEXT, "", ""),
    Case("an expectation that is none", get(b"Expect: the-unexpected"), "", ""),
    Case("17 kB of headers in one", get(b"X: " + b"x" * 17000), "", ""),
    Case("40 kB of headers", get(*[b"X: " + b"x" * 1000] * 40), "", ""),
    Case("150 headers", get(*[b"X: x"] * 150), "", ""),
    Case("a target of 9 kB", get(target=b"/" + b"x" * 9000), "", ""),
]

LEGAL = [
    Case("a plain request", NEXT, "", ""),
    Case("two in a row", NEXT + NEXT, "", ""),
    Case("twenty in a row", NEXT * 20, "", ""),
    Case("empty lines before the request", b"\r\n\r\n" + NEXT, "", ""),
    Case("HTTP/1.0", get(version=b"HTTP/1.0"), "", ""),
    Case("HTTP/1.0 without a Host", get(version=b"HTTP/1.0", host=False), "", ""),
    Case("HTTP/1.0, kept alive", get(b"Connection: keep-alive", version=b"HTTP/1.0") + NEXT, "", ""),
    Case("the last one", get(b"Connection: close") + NEXT, "", ""),
    Case("the last one in capitals", get(b"Connection: CLOSE") + NEXT, "", ""),
    Case("the last one among other options", get(b"Connection: te, close") + NEXT, "", ""),
    Case("kept alive", get(b"Connection: Keep-Alive") + NEXT, "", ""),
    Case("an upgrade that nobody offers", get(b"Connection: upgrade", b"Upgrade: websocket") + NEXT, "", ""),
    Case("field names in any case", b"GET / HTTP/1.1\r\nhOsT: here\r\n\r\n", "", ""),
    Case("no blank behind the colon", b"GET / HTTP/1.1\r\nHost:here\r\n\r\n", "", ""),
    Case("blanks and tabs around a value", get(b"Accept-Encoding: \t identity \t "), "", ""),
    Case("an empty value", get(b"Accept-Encoding:"), "", ""),
    Case("bytes beyond ASCII in a value", get(b"X: \xc3\xa4\xff"), "", ""),
    Case("the same field twice", get(b"Accept-Encoding: gzip", b"Accept-Encoding: br"), "", ""),
    Case("an address with scheme", get(target=b"http://here/"), "", ""),
    Case("an address with scheme and no path", get(target=b"http://here"), "", ""),
    Case("an address with an empty query", get(target=b"/?"), "", ""),
    Case("a way to nowhere", get(target=b"/nowhere"), "", ""),
    Case("two slashes", get(target=b"//"), "", ""),
    Case("GET with a body", get(b"Content-Length: 3") + b"abc" + NEXT, "", ""),
    Case("GET with a chunked body", get(b"Transfer-Encoding: chunked") + b"3\r\nabc\r\n0\r\n\r\n" + NEXT, "", ""),
    Case("chunks with extensions and trailers", get(b"Transfer-Encoding: chunked") + b'3;a="b"\r\nabc\r\n0\r\nX: y\r\n\r\n' + NEXT, "", ""),
    Case("CHUNKED", get(b"Transfer-Encoding: CHUNKED") + b"0\r\n\r\n" + NEXT, "", ""),
    Case("a body of no bytes", get(b"Content-Length: 0") + NEXT, "", ""),
    Case("half a body", get(b"Content-Length: 10") + b"abc", "", ""),
    Case("half a chunk", get(b"Transfer-Encoding: chunked") + b"a\r\nabc", "", ""),
    Case("half a head", NEXT[:-2], "", ""),
    Case("an expectation and no body", get(b"Expect: 100-continue"), "", ""),
    Case("HEAD", NEXT.replace(b"GET", b"HEAD"), "", ""),
    Case("POST where there is nothing to post", b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\n\r\nabc" + NEXT, "", ""),
    Case("OPTIONS", b"OPTIONS / HTTP/1.1\r\nHost: here\r\n\r\n", "", ""),
    Case("OPTIONS *", b"OPTIONS * HTTP/1.1\r\nHost: here\r\n\r\n", "", ""),
    Case("DELETE", b"DELETE / HTTP/1.1\r\nHost: here\r\n\r\n" + NEXT, "", ""),
    Case("an ETag that nobody gave", get(b'If-None-Match: "no such"'), "", ""),
    Case("any ETag", get(b"If-None-Match: *"), "", ""),
    Case("a condition that is no date", get(b"If-Modified-Since: yesterday"), "", ""),
    Case("a hundred cookies", get(b"Cookie: " + b"; ".join([b"a=b"] * 100)), "", ""),
    Case("an option for a proxy", get(b"Proxy-Connection: close") + NEXT, "", ""),
]
