package org.postroom.web;

import java.util.List;
import java.util.Locale;

/** How the daemon is, part by part. */
public record HealthReport(List<Part> parts) {
    /**
     * One part of the daemon.
     *
     * @param name a word or two, such as {@code mailbox support}
     * @param healthy whether it does its work
     * @param sentence what to say about it: the fault and the way out, or the last success
     */
    public record Part(String name, boolean healthy, String sentence) {}

    public HealthReport {
        parts = List.copyOf(parts);
    }

    /** Whether every part does its work. */
    public boolean healthy() {
        return parts.stream().allMatch(Part::healthy);
    }

    /** Whether all is well and nothing else, as a JSON object: {@code {"status":"ok"}}. */
    String summary() {
        return "{\"status\":\"" + status() + "\"}\n";
    }

    private String status() {
        return healthy() ? "ok" : "degraded";
    }

    /** As a JSON object (RFC 8259): {@code {"status":"ok","parts":[{"name":…,"healthy":…,"sentence":…}]}}. */
    public String json() {
        StringBuilder json =
                new StringBuilder("{\"status\":\"").append(status()).append("\",\"parts\":[");
        String separator = "";
        for (Part part : parts) {
            json.append(separator)
                    .append("{\"name\":")
                    .append(quoted(part.name()))
                    .append(",\"healthy\":")
                    .append(part.healthy())
                    .append(",\"sentence\":")
                    .append(quoted(part.sentence()))
                    .append('}');
            separator = ",";
        }
        return json.append("]}\n").toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                default -> {
                    if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
