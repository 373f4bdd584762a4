package org.postroom.browser;

import com.microsoft.playwright.Page;
import java.util.Optional;
import java.util.function.Consumer;
import org.postroom.app.demo.Office;

/**
 * A page to look at.
 *
 * @param name of its pictures
 * @param agent who looks; empty for somebody who is not logged in
 * @param before what is done on it first
 * @param expected a complaint of the browser that belongs to it
 */
record Look(
        String name,
        Office office,
        Optional<String> agent,
        String path,
        Consumer<Page> before,
        Optional<String> expected) {

    /** As somebody who is not logged in sees it. */
    static Look of(Office office, String name, String path) {
        return new Look(name, office, Optional.empty(), path, page -> {}, Optional.empty());
    }

    /** As an agent sees it. */
    Look by(String who) {
        return new Look(name, office, Optional.of(who), path, before, expected);
    }

    /** After this was done. */
    Look after(Consumer<Page> act) {
        return new Look(name, office, agent, path, before.andThen(act), expected);
    }

    /** After the first of these was pressed. */
    Look pressing(String selector) {
        return after(page -> page.locator(selector).first().click());
    }

    /** After a key was pressed. */
    Look typing(String key) {
        return after(page -> page.keyboard().press(key));
    }

    /** With this status, of which the browser complains. */
    Look failing(String status) {
        return new Look(name, office, agent, path, before, Optional.of("status of (" + status + ")"));
    }
}
