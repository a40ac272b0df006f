"""A phone's browser: Debian's Chromium without a screen, as small as a phone, with scripts switched off."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ill_desktop import paths

DRIVER, BROWSER = "chromedriver", "chromium"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
"""A bare machine has no Chinese font: the page is drawn with the one that papers are printed with."""


class Browser:
    """What a thumb does: open, fill in, press; and what an eye sees."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def fill(self, **answers: str) -> None:
        """Type into fields by their names; of a list the value is chosen."""
        from selenium.webdriver.support.select import Select

        for name, text in answers.items():
            found = self.driver.find_element("name", name)
            if found.tag_name == "select":
                Select(found).select_by_value(text)
            else:
                found.clear()
                found.send_keys(text)

    def press(self, words: str) -> None:
        """The button, link or choice that shows these words."""
        shown = f"normalize-space(.)='{words}' or .//strong[normalize-space(.)='{words}']"
        kind = "self::a or self::button or self::label"
        found = self.driver.find_elements("xpath", f"//*[{kind}][not(@aria-hidden)][{shown}]")
        assert found, f"nothing says {words!r}: {self.text}"
        page = self.driver.find_element("tag name", "html")
        leads_on = found[0].tag_name != "label"  # without scripts every link and button opens a page
        found[0].click()
        if leads_on:
            self._arrive(page)

    def _arrive(self, left: Any) -> None:
        """Until the page that was left is gone and the next one stands, however busy the machine."""
        from selenium.common.exceptions import WebDriverException
        from selenium.webdriver.support.wait import WebDriverWait

        def gone(_driver: Any) -> bool:
            try:
                left.is_enabled()
            except WebDriverException:  # stale, or of no document any more: both mean that it has gone
                return True
            return False

        wait = WebDriverWait(self.driver, 60, 0.05, ignored_exceptions=[WebDriverException])
        wait.until(gone)
        wait.until(lambda driver: driver.find_element("tag name", "h1").text)

    @property
    def title(self) -> str:
        return str(self.driver.find_element("tag name", "h1").text)

    @property
    def text(self) -> str:
        return str(self.driver.find_element("tag name", "body").text)

    @property
    def path(self) -> str:
        from urllib.parse import urlsplit

        return urlsplit(self.driver.current_url).path

    def widths(self) -> tuple[float, float]:
        """How wide the page is, and how wide the window."""
        sizes = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})
        return sizes["cssContentSize"]["width"], sizes["cssLayoutViewport"]["clientWidth"]

    def be_wide(self, width: int) -> None:
        metrics = {"width": width, "height": 720, "deviceScaleFactor": 2, "mobile": True}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def be(self, scheme: str) -> None:
        """``light`` or ``dark``, as the phone is set."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def picture(self, file: Path) -> None:
        """The whole page as PNG."""
        taken = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(taken["data"]))


@contextmanager
def browser(profile: Path, width: int = 320, language: str = "zh-CN") -> Iterator[Browser]:
    """A new phone with nothing on it. Fails, with the package to install, where there is no Chromium."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    driver, program = shutil.which(DRIVER), shutil.which(BROWSER)
    if driver is None or program is None:
        pytest.fail("Chromium is missing: apt-get install chromium chromium-driver", pytrace=False)
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for switch in (
        "headless=new",
        "no-sandbox",
        "disable-dev-shm-usage",
        "disable-gpu",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "ignore-certificate-errors",
        "host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        f"accept-lang={language}",
        f"lang={language}",
        f"user-data-dir={profile}",
    ):
        options.add_argument(f"--{switch}")
    options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    profile.mkdir(parents=True, exist_ok=True)
    fonts = profile / "fonts.conf"
    fonts.write_text(FONTS.format(fonts=paths.resources() / "fonts", cache=profile / "fonts"), "utf-8")
    environment = {**os.environ, "HOME": str(profile), "FONTCONFIG_FILE": str(fonts)}
    opened = webdriver.Chrome(options, Service(driver, env=environment))
    try:
        made = Browser(opened)
        made.be_wide(width)
        yield made
    finally:
        opened.quit()
