package org.postroom.mailbox.imap;

import java.util.ArrayList;
import java.util.List;

/** Writes UIDs as sequence sets (RFC 3501 section 9): neighbours as ranges, cut into lines that every server takes. */
final class UidSet {
    /** RFC 2683 section 3.2.1.5 asks clients to keep command lines below 1,000 characters or so. */
    private static final int LONGEST = 900;

    private UidSet() {}

    static List<String> of(List<Long> uids) {
        List<String> sets = new ArrayList<>();
        StringBuilder set = new StringBuilder();
        List<Long> sorted = uids.stream().sorted().distinct().toList();
        int i = 0;
        while (i < sorted.size()) {
            int last = i;
            while (last + 1 < sorted.size() && sorted.get(last + 1) == sorted.get(last) + 1) {
                last++;
            }
            if (set.length() > LONGEST) {
                sets.add(set.toString());
                set.setLength(0);
            }
            set.append(set.isEmpty() ? "" : ",").append(range(sorted.get(i), sorted.get(last)));
            i = last + 1;
        }
        if (!set.isEmpty()) {
            sets.add(set.toString());
        }
        return sets;
    }

    private static String range(long first, long last) {
        return first == last ? Long.toString(first) : first + ":" + last;
    }
}
