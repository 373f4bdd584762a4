package org.postroom.web.agent;

import org.postroom.web.Visit;

/** Where a switch at the side of each page leads back to: the page it was pressed on. */
final class ReturnPath {
    private ReturnPath() {}

    /** The form's field {@code back}, if it is a path of ours, without a query; else the tickets. */
    static String of(Visit visit) {
        String back = visit.ask().field("back");
        boolean ours = back.matches("/[A-Za-z0-9/_-]*") && !back.startsWith("//");
        return ours ? back : "/tickets";
    }

    /** A list of tickets as it was narrowed, if it is one; else all tickets. */
    static String ofList(String back) {
        return back.matches("/(tickets|views/[0-9]{1,19})(\\?[A-Za-z0-9=&%+._~*-]*)?") ? back : "/tickets";
    }
}
