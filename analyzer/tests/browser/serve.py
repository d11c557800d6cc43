"""`chanlint serve`: who may ask, two reviewers at once, and checks beside it. Usage: serve.py CHANLINT, in an empty folder
with a checked tree in tree/."""
import http.client, json, os, subprocess, sys, threading
from urllib.parse import urlsplit

sys.path.insert(0, os.path.dirname(__file__))
from webdriver import Driver, available

chanlint, ROUNDS = sys.argv[1], 200


class Server:
    def __enter__(self):
        self.process = subprocess.Popen([chanlint, "serve"], cwd="tree", stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        parts = urlsplit(self.address)
        assert parts.hostname == "127.0.0.1" and parts.query.startswith("token="), self.address
        self.port, self.token = parts.port, parts.query[len("token="):]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        assert self.process.wait(10) == 0, "it does not end well"

    def ask(self, method, path, body=None, **headers):
        """The answer's status and text. Headers are those of the page, but for those that are given."""
        own = {"Host": f"127.0.0.1:{self.port}", "Origin": f"http://127.0.0.1:{self.port}", "X-Chanlint-Token": self.token}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = own | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {name: value for name, value in sent.items() if value is not None})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def review(finding, seen, **changes):
    return json.dumps({"finding": finding, "seen": seen, "status": "confirmed", "comment": "so", "author": "ann"} | changes)


def check_who_may_ask(server):
    status, page = server.ask("GET", f"/?token={server.token}", X_Chanlint_Token=None, Origin=None)
    assert '"patch":null' in page, "whether there is a fix is not said"
    assert status == 200 and "<title>chanlint</title>" in page
    for path in ("/", "/reviews"):
        for refused in ({"X_Chanlint_Token": None}, {"X_Chanlint_Token": "0" * 32}, {"X_Chanlint_Token": server.token[:-1]},
                        {"Host": "evil.example"}, {"Host": f"evil.example:{server.port}"}, {"Origin": "http://evil.example"},
                        {"Origin": "null"}, {"Origin": f"https://127.0.0.1:{server.port}"}):
            assert server.ask("GET", path, **refused)[0] == 403, (path, refused)
    for refused in ({"X_Chanlint_Token": None}, {"Origin": None}, {"Origin": "http://evil.example"}, {"Host": "localhost"}):
        assert server.ask("POST", "/reviews", review("0" * 16, 0), **refused)[0] == 403, refused
    for method, path in (("GET", "/etc/passwd"), ("GET", "/../page.js"), ("PUT", "/reviews"), ("DELETE", "/"), ("POST", "/")):
        assert server.ask(method, path)[0] == 404, (method, path)


def check_reviews(server, finding):
    assert server.ask("GET", "/reviews") == (200, "{}")
    for body in ("", "{", "[]", "null", '{"finding": 1}', "\0\xff"):
        assert server.ask("POST", "/reviews", body.encode("latin-1"))[0] in (400, 404), body
    assert server.ask("POST", "/reviews", review("0" * 16, 0))[0] == 404
    assert server.ask("POST", "/reviews", review(finding, 0, status="maybe"))[0] == 400
    assert server.ask("POST", "/reviews", review(finding, 0, comment=""))[0] == 400
    assert server.ask("POST", "/reviews", review(finding, 0, author=7))[0] == 400
    assert server.ask("POST", "/reviews", review(finding, 0, comment="x" * 70000))[0] == 413
    status, text = server.ask("POST", "/reviews", review(finding, 0, comment="<b>\u00fc'\""))
    assert status == 200, text
    said = json.loads(text)[finding]
    assert [one["comment"] for one in said["said"]] == ["<b>\u00fc'\""]
    # who did not see that one is told, and nothing is lost
    status, text = server.ask("POST", "/reviews", review(finding, 0, author="bob"))
    assert status == 409 and json.loads(text)[finding] == said
    status, text = server.ask("POST", "/reviews", review(finding, said["last"], author="bob"))
    assert status == 200 and [one["author"] for one in json.loads(text)[finding]["said"]] == ["ann", "bob"]


def check_browsers(server, finding):
    with Driver() as driver:
        ann, bob = driver.browser(), driver.browser(width=400)
        for browser in (ann, bob):
            browser.open(server.address + "#f/" + finding)
            browser.wait("return document.querySelector('.review')")
        for browser, name, why in ((ann, "Ann", "the sink stays"), (bob, "Bob", "it does not")):
            browser.run("document.querySelector('.review [name=status]').value = arguments[0]",
                        "intentional" if browser is ann else "confirmed")
            browser.type(".review [name=author]", name)
            browser.type(".review [name=comment]", why)
        ann.click(".review button")
        ann.wait("return document.querySelector('#history').innerText.includes('the sink stays')")
        ann.wait("return document.querySelector('.answer').innerText === 'Saved.'")
        bob.wait("return document.querySelector('#history').innerText.includes('the sink stays')")  # by itself
        bob.click(".review button")
        bob.wait("return document.querySelector('.answer.conflict')?.innerText.includes('Somebody else')")
        assert bob.run("return document.querySelector('.review [name=comment]').value") == "it does not"
        ann.open("about:blank")
        ann.open(server.address + "#f/" + finding)
        ann.wait("return document.querySelector('#history')?.innerText.includes('the sink stays')")
        assert "it does not" not in ann.text("#history")
        bob.click(".review button")
        bob.wait("return document.querySelector('.answer').innerText === 'Saved.'")
        ann.wait("return document.querySelector('#history').innerText.includes('it does not')")
        assert ann.complaints() == []
        assert [text for text in bob.complaints() if "409" not in text] == []


def check_together(server, finding):
    """Two that check and one that reviews, all at once: each run and each review is there afterwards."""
    database = "tree/.chanlint/chanlint.db"
    count = lambda what: int(subprocess.check_output(["sqlite3", "-cmd", ".timeout 60000", database, what]))
    before = count("SELECT count(*) FROM run"), count("SELECT count(*) FROM review")
    failures = []

    def check():
        for _ in range(ROUNDS // 2):
            done = subprocess.run([chanlint, "check", "--quiet", "tree"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            if done.returncode != 1:
                failures.append(done.stderr)

    checkers = [threading.Thread(target=check) for _ in range(2)]
    for checker in checkers:
        checker.start()
    reviews = 0
    while any(checker.is_alive() for checker in checkers) or reviews < 20:
        seen = json.loads(server.ask("GET", "/reviews")[1])[finding]["last"]
        status, text = server.ask("POST", "/reviews", review(finding, seen, comment=f"round {reviews}"))
        assert status == 200, text
        reviews += 1
    assert failures == [], failures[0]
    after = count("SELECT count(*) FROM run"), count("SELECT count(*) FROM review")
    assert after == (before[0] + ROUNDS, before[1] + reviews), (before, after, reviews)
    assert subprocess.check_output(["sqlite3", database, "PRAGMA integrity_check; PRAGMA foreign_key_check"]) == b"ok\n"


with Server() as one:
    identity = subprocess.check_output([chanlint, "review"], cwd="tree", text=True).splitlines()[1].split()[0]
    check_who_may_ask(one)
    check_reviews(one, identity)
    if available():
        check_browsers(one, identity)
    check_together(one, identity)
