package org.postroom.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A page to look at.
 *
 * @param name of its pictures
 * @param agent who looks; empty for somebody who is not logged in
 * @param before what is done on it first
 * @param expected a complaint of the browser that belongs to it
 */
record Look(String name, Optional<String> agent, String path, Consumer<Page> before, Optional<String> expected) {

    static List<Look> all(Story story) {
        return List.of(
                of("login", "/login"),
                by("anna", "list", "/tickets"),
                by("emma", "list-empty", "/tickets?whose=me"),
                by("anna", "list-search", "/tickets?text=printer&state=all"),
                by("david", "list-german", "/tickets"),
                by("anna", "ticket", "/tickets/" + story.printerTicket().number()),
                by(
                                "ben",
                                "ticket-formatted",
                                "/tickets/" + story.invoiceTicket().number())
                        .pressing("a[hx-get*=formatted]"),
                by(
                        "anna",
                        "ticket-unreadable",
                        "/tickets/" + story.ticket("could not be read").number()),
                by(
                                "emma",
                                "no-permission-ticket",
                                "/tickets/" + story.printerTicket().number())
                        .failing("403"),
                by("anna", "departments", "/departments"),
                by("anna", "agents", "/agents"),
                by("anna", "queue", "/queue"),
                by("anna", "queue-mail", "/queue").pressing("main a[href^='/queue/']"),
                by("anna", "quarantine", "/quarantine"),
                by("anna", "quarantine-mail", "/quarantine").pressing("main a[href^='/quarantine/']"),
                by("anna", "settings", "/settings"),
                by("david", "settings-german", "/settings"),
                by("anna", "help", "/tickets").typing("?"),
                by("ben", "no-permission", "/queue").failing("403"),
                by("anna", "not-found", "/nothing-here").failing("404"));
    }

    private static Look of(String name, String path) {
        return new Look(name, Optional.empty(), path, page -> {}, Optional.empty());
    }

    private static Look by(String agent, String name, String path) {
        return new Look(name, Optional.of(agent), path, page -> {}, Optional.empty());
    }

    private Look pressing(String selector) {
        return new Look(
                name, agent, path, page -> page.locator(selector).first().click(), expected);
    }

    private Look typing(String key) {
        return new Look(name, agent, path, page -> page.keyboard().press(key), expected);
    }

    private Look failing(String status) {
        return new Look(name, agent, path, before, Optional.of("status of " + status));
    }
}
