"""A headless Chromium over WebDriver (W3C), as far as the tests of the page need one."""
import base64, json, os, shutil, socket, subprocess, time, urllib.error, urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # what the standard calls a reference to an element
PATIENCE = 60  # seconds, as the machine may do much else
KEYS = {"Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004"}


def available():
    return shutil.which("chromedriver") and shutil.which("chromium")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Driver:
    """The process that drives browsers; `with` ends it."""

    def __enter__(self):
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self.process = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL)
        self.browsers = []
        for _ in range(PATIENCE * 10):
            try:
                request("GET", self.url + "/status")
                return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("chromedriver does not start")

    def __exit__(self, *_):
        for browser in self.browsers:
            browser.call("DELETE", "")
        self.process.terminate()
        self.process.wait()

    def browser(self, width=1280, height=860, dark=False):
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
        options = {"binary": shutil.which("chromium"), "args": arguments}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = request("POST", self.url + "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.browsers.append(Browser(f"{self.url}/session/{session['sessionId']}"))
        browser = self.browsers[-1]
        browser.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        browser.cdp("Emulation.setEmulatedMedia", features=[scheme])
        return browser


def request(method, url, body=None):
    data = json.dumps(body or {}).encode() if method == "POST" else None
    call = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(call, timeout=120) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise RuntimeError(json.load(error)["value"]["message"].splitlines()[0]) from None


class Browser:
    def __init__(self, url):
        self.url = url

    def call(self, method, path, **body):
        return request(method, self.url + path, body)

    def cdp(self, command, **parameters):
        return self.call("POST", "/goog/cdp/execute", cmd=command, params=parameters)

    def open(self, url):
        self.call("POST", "/url", url=url)

    def run(self, script, *arguments):
        return self.call("POST", "/execute/sync", script=script, args=list(arguments))

    def wait(self, script, *arguments):
        """Until the script's result is true; the result."""
        end = time.monotonic() + PATIENCE
        while not (result := self.run(script, *arguments)):
            assert time.monotonic() < end, f"never true: {script}"
            time.sleep(0.05)
        return result

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).innerText", selector)

    def count(self, selector):
        return self.run("return document.querySelectorAll(arguments[0]).length", selector)

    def click(self, selector):
        self.call("POST", f"/element/{self.find(selector)}/click")

    def find(self, selector):
        return self.call("POST", "/element", using="css selector", value=selector)[ELEMENT]

    def type(self, selector, text):
        self.call("POST", f"/element/{self.find(selector)}/value", text=text)

    def press(self, key):
        key = KEYS.get(key, key)
        self.call("POST", "/actions", actions=[{"type": "key", "id": "keys", "actions": [
            {"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]}])

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("GET", "/screenshot")))

    def complaints(self):
        """What the console says of errors."""
        return [entry["message"] for entry in self.call("POST", "/se/log", type="browser") if entry["level"] == "SEVERE"]
