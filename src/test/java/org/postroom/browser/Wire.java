package org.postroom.browser;

import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;

/** Counts what a window's requests bring, as it comes over the wire: headers and compressed bodies. */
final class Wire {
    private final List<Request> finished = new ArrayList<>();

    Wire(Window window) {
        window.page().onRequestFinished(finished::add);
    }

    int bytes() {
        return List.copyOf(finished).stream()
                .map(Request::sizes)
                .mapToInt(sizes -> sizes.responseHeadersSize + sizes.responseBodySize)
                .sum();
    }
}
