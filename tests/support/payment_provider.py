#!/usr/bin/env python3
"""A payment provider for tests: follows what Stripe publishes of its API, and fails when told to.

    payment_provider.py [--api-key sk_test_stand_in] [--secret whsec_stand_in] [--live] [--certificate FILE --key FILE]

Listens on a free port of 127.0.0.1, prints "port N", and ends with its standard input.

What it keeps to (docs.stripe.com: idempotent_requests, error-low-level, search, checkout/fulfillment, webhooks):
a POST is remembered by its Idempotency-Key for 24 hours of its own clock, stored 500s too; the same key with other
parameters is 400 idempotency_error; a rate limit (429) comes before that memory. Search sees an object a minute late,
lists at once. A checkout's payment intent exists once somebody pays. Events are delivered at least once, in no order.

Its own doors, for tests (JSON in, JSON out):
    POST /test/clock   {"advance": seconds}                           its clock; it does not run by itself
    POST /test/fail    {"how": …, "times": 1}                         500_before, 500_after, cut_before, cut_after, hang, 429,
                                                                      409, 424, should_retry, redirect, huge or garbage
    POST /test/pay     {"session": id, "how": "card|delayed|declined"} what the payer does on the provider's page
    POST /test/settle  {"session": id, "fails": false}                a delayed payment comes to its end
    POST /test/renew   {"subscription": id, "fails": false}           the next period is due
    POST /test/end     {"subscription": id}
    POST /test/dispute {"payment": id, "amount": cents}
    POST /test/close   {"dispute": id, "status": "won|lost"}
    POST /test/refund  {"payment": id, "amount": cents}               somebody refunds in the provider's own pages
    POST /test/deliver {"seed": n, "copies": n, "to": url}            the events not yet delivered, signed, shuffled; sent
                                                                      to the url, if there is one, and kept unless it
                                                                      answers 2xx
    GET  /test/counts                                                 how much of everything was made
"""
import argparse
import hashlib
import hmac
import http.server
import json
import random
import re
import ssl
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

DAY = 24 * 3600
INDEXING = 60
SESSION_PARAMETERS = {
    "mode", "line_items", "client_reference_id", "metadata", "payment_intent_data", "subscription_data", "success_url",
    "cancel_url", "customer_email", "locale", "expires_at", "payment_method_types"}


class Refused(Exception):
    def __init__(self, status, kind, code, message, headers=None):
        super().__init__(message)
        self.status = status
        self.headers = headers
        self.body = {"error": {"type": kind, "code": code, "message": message}}


class Cut(Exception):
    """The connection ends without an answer."""


def invalid(code, message):
    return Refused(400, "invalid_request_error", code, message)


def nested(pairs):
    """a[b][c]=d as the dictionary it stands for."""
    tree = {}
    for name, value in pairs:
        path = [name.split("[")[0]] + re.findall(r"\[([^\]]*)\]", name)
        place = tree
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = value
    return tree


class House:
    """Everything the provider knows. One lock around all of it."""

    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.clock = int(time.time())
        self.kinds = {kind: {} for kind in ("cs", "pi", "ch", "re", "dp", "sub", "in", "evt")}
        self.keys = {}
        self.failures = []
        self.undelivered = []
        self.requests = []

    # -- objects

    def make(self, kind, name, **members):
        mode = "live" if self.options.live else "test"
        identity = f"{kind}_{mode}_{len(self.kinds[kind]) + 1:04d}"
        made = {"id": identity, "object": name, "created": self.clock, "livemode": self.options.live, **members}
        self.kinds[kind][identity] = made
        return made

    def get(self, kind, identity):
        if identity not in self.kinds[kind]:
            raise Refused(404, "invalid_request_error", "resource_missing", f"No such object: '{identity}'")
        return self.kinds[kind][identity]

    def tell(self, kind, about, **previous):
        data = {"object": json.loads(json.dumps(about))}
        if previous:
            data["previous_attributes"] = previous
        self.undelivered.append(self.make("evt", "event", type=kind, api_version="2025-08-27.basil", data=data))

    # -- what the program asks

    def create_session(self, form):
        if unknown := set(form) - SESSION_PARAMETERS:
            raise invalid("parameter_unknown", f"Received unknown parameter: {sorted(unknown)[0]}")
        try:
            price = form["line_items"]["0"]["price_data"]
            amount, currency = int(price["unit_amount"]), price["currency"]
            mode, _ = form["mode"], form["success_url"]
        except (KeyError, ValueError) as missing:
            raise invalid("parameter_missing", f"Missing required param: {missing}") from None
        if amount < 50:
            raise invalid("amount_too_small", "Amount must convert to at least 50 cents.")
        if mode == "payment" and "subscription_data" in form or mode == "subscription" and "payment_intent_data" in form:
            raise invalid("parameter_unknown", "this is data of the other mode")
        expires = int(form.get("expires_at", self.clock + DAY))
        if not self.clock + 1800 <= expires <= self.clock + DAY:
            raise invalid("invalid_expires_at", "expires_at must be between 30 minutes and 24 hours from now")
        made = self.make("cs", "checkout.session", mode=mode, status="open", payment_status="unpaid",
                         amount_total=amount, currency=currency, client_reference_id=form.get("client_reference_id"),
                         metadata=form.get("metadata", {}), payment_intent=None, subscription=None, expires_at=expires)
        made["url"] = f"https://checkout.stand-in.example/c/pay/{made['id']}"
        made["_form"] = form
        return made

    def create_refund(self, form):
        payment = self.get("pi", form.get("payment_intent", ""))
        return self.refund(payment, int(form.get("amount", payment["amount"])), form.get("metadata", {}))

    def refund(self, payment, amount, metadata):
        charge = self.kinds["ch"].get(payment["latest_charge"] or "")
        if charge is None:
            raise invalid("payment_intent_unexpected_state", "this payment has no successful charge to refund")
        if amount > charge["amount"] - charge["amount_refunded"]:
            code = "charge_already_refunded" if charge["refunded"] else "amount_too_large"
            raise invalid(code, "Refund amount is greater than unrefunded amount on charge")
        made = self.make("re", "refund", amount=amount, currency=charge["currency"], status="succeeded",
                         payment_intent=payment["id"], charge=charge["id"], metadata=metadata)
        before = charge["amount_refunded"]
        charge["amount_refunded"] += amount
        charge["refunded"] = charge["amount_refunded"] == charge["amount"]
        self.tell("refund.created", made)
        self.tell("charge.refunded", charge, amount_refunded=before)
        return made

    def cancel_subscription(self, identity):
        found = self.get("sub", identity)
        if found["status"] == "canceled":
            raise Refused(404, "invalid_request_error", "resource_missing", f"No such subscription: '{identity}'")
        found.update(status="canceled", canceled_at=self.clock, ended_at=self.clock)
        self.tell("customer.subscription.deleted", found)
        return found

    def search(self, kind, query):
        wanted = re.fullmatch(r"metadata\['(\w+)'\]:'([^']*)'", query.get("query", ""))
        if not wanted:
            raise invalid("search_query_invalid", "We were unable to parse your search query.")
        found = [one for one in self.kinds[kind].values()
                 if one["metadata"].get(wanted[1]) == wanted[2] and one["created"] + INDEXING <= self.clock]
        return {"object": "search_result", "data": [self.expanded(one, query) for one in found], "has_more": False}

    def listed(self, kind, query):
        found = [one for one in self.kinds[kind].values() if one["payment_intent"] == query.get("payment_intent")]
        return {"object": "list", "data": found[::-1], "has_more": False}

    def expanded(self, one, query):
        wanted = query.get("expand", {}).values() if isinstance(query.get("expand"), dict) else []
        shown = {name: value for name, value in one.items() if not name.startswith("_")}
        if any(path.endswith("latest_charge") for path in wanted) and shown.get("latest_charge"):
            shown["latest_charge"] = self.kinds["ch"][shown["latest_charge"]]
        if "payments" in wanted:
            shown["payments"] = {"object": "list", "data": [
                {"payment": {"type": "payment_intent", "payment_intent": one["_payment"]}}] if one["_payment"] else []}
        return shown

    # -- what payers and banks do

    def charge(self, payment):
        made = self.make("ch", "charge", amount=payment["amount"], amount_refunded=0, refunded=False, disputed=False,
                         currency=payment["currency"], payment_intent=payment["id"], metadata=payment["metadata"])
        payment.update(status="succeeded", amount_received=payment["amount"], latest_charge=made["id"])
        self.tell("payment_intent.succeeded", payment)

    def intent(self, amount, currency, metadata):
        return self.make("pi", "payment_intent", amount=amount, amount_received=0, currency=currency, metadata=metadata,
                         status="requires_payment_method", latest_charge=None, last_payment_error=None)

    def pay(self, session, how="card"):
        session = self.get("cs", session)
        if session["status"] != "open":
            raise invalid("session_not_open", "this checkout is over")
        if session["mode"] == "subscription":
            return self.subscribe(session)
        data = session["_form"].get("payment_intent_data", {})
        payment = self.kinds["pi"].get(session["payment_intent"] or "") or self.intent(
            session["amount_total"], session["currency"], data.get("metadata", {}))
        session["payment_intent"] = payment["id"]
        if how == "declined":
            payment["last_payment_error"] = {"code": "card_declined", "message": "Your card was declined."}
            self.tell("payment_intent.payment_failed", payment)
        elif how == "delayed":
            payment.update(status="processing", last_payment_error=None)
            session["status"] = "complete"
            self.tell("payment_intent.processing", payment)
            self.tell("checkout.session.completed", self.expanded(session, {}))
        else:
            payment["last_payment_error"] = None
            self.charge(payment)
            session.update(status="complete", payment_status="paid")
            self.tell("checkout.session.completed", self.expanded(session, {}))
        return self.expanded(session, {})

    def settle(self, session, fails=False):
        session = self.get("cs", session)
        payment = self.get("pi", session["payment_intent"])
        if fails:
            payment.update(status="requires_payment_method", last_payment_error={"code": "payment_intent_payment_attempt_failed"})
            self.tell("payment_intent.payment_failed", payment)
            self.tell("checkout.session.async_payment_failed", self.expanded(session, {}))
        else:
            self.charge(payment)
            session["payment_status"] = "paid"
            self.tell("checkout.session.async_payment_succeeded", self.expanded(session, {}))
        return self.expanded(session, {})

    def advance(self, seconds):
        self.clock += seconds
        for session in self.kinds["cs"].values():
            if session["status"] == "open" and session["expires_at"] <= self.clock:
                session["status"] = "expired"
                self.tell("checkout.session.expired", self.expanded(session, {}))
        return {"now": self.clock}

    def subscribe(self, session):
        form = session["_form"]
        made = self.make("sub", "subscription", status="active", canceled_at=None, ended_at=None,
                         metadata=form.get("subscription_data", {}).get("metadata", {}), currency=session["currency"])
        made["_amount"] = session["amount_total"]
        session.update(status="complete", payment_status="paid", subscription=made["id"])
        self.tell("checkout.session.completed", self.expanded(session, {}))
        self.renew(made["id"])
        return self.expanded(session, {})

    def renew(self, subscription, fails=False):
        found = self.get("sub", subscription)
        payment = self.intent(found["_amount"], found["currency"], {})
        made = self.make("in", "invoice", currency=found["currency"], amount_due=found["_amount"],
                         amount_paid=0 if fails else found["_amount"], status="open" if fails else "paid", metadata={},
                         period_start=self.clock, period_end=self.clock, attempt_count=1,
                         parent={"type": "subscription_details", "subscription_details": {
                             "subscription": found["id"], "metadata": found["metadata"]}})
        made["_payment"] = None if fails else payment["id"]
        if fails:
            found["status"] = "past_due"
            self.tell("invoice.payment_failed", self.expanded(made, {}))
        else:
            self.charge(payment)
            self.tell("invoice.paid", self.expanded(made, {}))
        return self.expanded(made, {})

    def dispute(self, payment, amount):
        payment = self.get("pi", payment)
        charge = self.get("ch", payment["latest_charge"])
        charge["disputed"] = True
        made = self.make("dp", "dispute", amount=amount, currency=charge["currency"], status="needs_response", metadata={},
                         reason="fraudulent", payment_intent=payment["id"], charge=charge["id"])
        self.tell("charge.dispute.created", made)
        return made

    def close(self, dispute, status):
        found = self.get("dp", dispute)
        found["status"] = status
        self.tell("charge.dispute.closed", found)
        return found

    # -- events

    def signed(self, body):
        stamp = f"{self.clock}.".encode() + body
        return f"t={self.clock},v1=" + hmac.new(self.options.secret.encode(), stamp, hashlib.sha256).hexdigest() + ",v0=0"

    def deliver(self, seed=0, copies=1, to=None):
        events, self.undelivered = self.undelivered * copies, []
        random.Random(seed).shuffle(events)
        bodies = [json.dumps(event, indent=2).encode() for event in events]
        letters = [{"signature": self.signed(body), "body": body.decode()} for body in bodies]
        if to:
            letters = [post(to, letter) for letter in letters]
            self.undelivered += [event for event, letter in zip(events, letters) if letter["status"] // 100 != 2]
        return {"deliveries": letters}


def post(to, letter):
    request = urllib.request.Request(to, letter["body"].encode(), {"Stripe-Signature": letter["signature"],
                                                                   "Content-Type": "application/json; charset=utf-8"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return {**letter, "status": answer.status}
    except urllib.error.HTTPError as refusal:
        return {**letter, "status": refusal.code}


class Desk(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    house = None

    def log_message(self, *_):
        pass

    def say(self, status, body, headers=None):
        written = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(written)),
                            "Request-Id": "req_stand_in", **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(written)

    def do_GET(self):
        self.serve()

    def do_DELETE(self):
        self.serve()

    def do_POST(self):
        self.serve()

    def serve(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        path, _, query = self.path.partition("?")
        try:
            if path.startswith("/test/"):
                with self.house.lock:
                    self.say(200, self.control(path[6:], json.loads(body or b"{}")))
                return
            self.answer(path, query, body)
        except Refused as refused:
            self.say(refused.status, refused.body, refused.headers)
        except Cut:
            self.close_connection = True
            self.connection.close()

    def control(self, what, given):
        house = self.house
        if what == "clock":
            return house.advance(given.get("advance", 0))
        if what == "fail":
            house.failures += [given["how"]] * given.get("times", 1)
            return {}
        if what == "counts":
            return {**{kind: len(all_of) for kind, all_of in house.kinds.items()}, "requests": house.requests}
        if what == "refund":
            return house.refund(house.get("pi", given["payment"]), given["amount"], {})
        if what == "end":
            return house.cancel_subscription(given["subscription"])
        return getattr(house, what)(**given)

    def answer(self, path, query, body):
        house = self.house
        if self.headers.get("Authorization") != f"Bearer {house.options.api_key}":
            raise Refused(401, "invalid_request_error", None, "Invalid API Key provided")
        with house.lock:
            house.requests.append(f"{self.command} {path}")
            failure = house.failures.pop(0) if house.failures else None
        if failure and failure not in ("500_after", "cut_after", "huge"):
            self.fail(failure)
            return
        with house.lock:
            status, answer, headers = self.remembered(path, nested(urllib.parse.parse_qsl(query)), body, failure)
        if failure == "cut_after":
            raise Cut()
        if failure == "huge":
            answer = b" " * (3 << 20) + json.dumps(answer).encode()
        self.say(status, answer, headers)

    def fail(self, failure):
        if failure == "cut_before":
            raise Cut()
        if failure == "hang":
            time.sleep(3)
            raise Cut()
        if failure == "429":
            raise Refused(429, "invalid_request_error", "rate_limit", "Too many requests hit the API too quickly.")
        if failure == "409":
            raise Refused(409, "idempotency_error", "idempotency_key_in_use", "another request with this key is going on")
        if failure == "424":
            raise Refused(424, "api_error", None, "A party behind the provider failed")
        if failure == "should_retry":
            raise Refused(400, "api_error", "lock_timeout", "Not just now", {"Stripe-Should-Retry": "true"})
        if failure == "500_before":
            raise Refused(500, "api_error", None, "An unknown error occurred")
        if failure == "redirect":
            self.say(302, {}, {"Location": "/v1/elsewhere"})
        else:
            self.say(200, b"<html>not JSON</html>")

    def remembered(self, path, query, body, failure):
        """The answer, kept by its key: a second POST with it does nothing and gets the first one's answer."""
        house, key = self.house, self.headers.get("Idempotency-Key")
        if self.command != "POST" or key is None:
            return (*self.perform(path, query, body), {})
        kept = house.keys.get(key)
        if kept and kept["at"] + DAY > house.clock:
            if kept["asked"] != (path, body):
                raise Refused(400, "idempotency_error", None,
                              "Keys for idempotent requests can only be used with the same parameters")
            return kept["status"], kept["answer"], {"Idempotent-Replayed": "true"}
        status, answer = self.perform(path, query, body)  # what fails validation is not kept
        if failure == "500_after":
            status, answer = 500, {"error": {"type": "api_error", "message": "An unknown error occurred"}}
        house.keys[key] = {"at": house.clock, "asked": (path, body), "status": status, "answer": answer}
        return status, answer, {}

    def perform(self, path, query, body):
        house = self.house
        form = nested(urllib.parse.parse_qsl(body.decode()))
        what = path.split("/")[2:]
        match (self.command, *what):
            case ("POST", "checkout", "sessions"):
                return 200, house.expanded(house.create_session(form), {})
            case ("GET", "checkout", "sessions", identity):
                return 200, house.expanded(house.get("cs", identity), query)
            case ("GET", "payment_intents", "search"):
                return 200, house.search("pi", query)
            case ("GET", "payment_intents", identity):
                return 200, house.expanded(house.get("pi", identity), query)
            case ("GET", "subscriptions", "search"):
                return 200, house.search("sub", query)
            case ("GET", "subscriptions", identity):
                return 200, house.expanded(house.get("sub", identity), query)
            case ("DELETE", "subscriptions", identity):
                return 200, house.expanded(house.cancel_subscription(identity), {})
            case ("GET", "invoices", identity):
                return 200, house.expanded(house.get("in", identity), query)
            case ("POST", "refunds"):
                return 200, house.create_refund(form)
            case ("GET", "refunds"):
                return 200, house.listed("re", query)
            case ("GET", "disputes"):
                return 200, house.listed("dp", query)
        raise Refused(404, "invalid_request_error", None, f"Unrecognized request URL ({self.command}: {path}).")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # who is cut off is no trouble here


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--api-key", default="sk_test_stand_in")
    parser.add_argument("--secret", default="whsec_stand_in")
    parser.add_argument("--live", action="store_true")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    options = parser.parse_args()
    Desk.house = House(options)
    server = Server(("127.0.0.1", 0), Desk)
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("port", server.server_address[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
