package org.postroom.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What strace wrote ({@code strace -f -yy}), as calls with the places of their begin and end in it. strace handles one thread
 * at a time and lets each go on only afterwards: what one call caused stands after it.
 */
final class SyscallLog {
    private static final Pattern LINE = Pattern.compile("(?:\\[pid +)?(\\d+)\\]? +(.*)");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((\\d+)<(.*?)>(?:\\(deleted\\))?(?:, |\\)| <unf)(.*)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>(.*)");
    private static final Pattern RESULT = Pattern.compile(".*= (-?\\d+|\\?)(?: .*)?");
    private static final String UNFINISHED = "<unfinished ...>";

    private SyscallLog() {}

    /**
     * A call.
     *
     * @param file what the descriptor is: a path, or a connection such as {@code TCP:[127.0.0.1:5->127.0.0.1:6]}
     * @param data the rest of the line, what was written or read in it, with C's escapes
     * @param begun line in which it began
     * @param ended line in which it ended; {@link Integer#MAX_VALUE} if it never did
     * @param result what it returned; -1 where that is not known
     */
    record Call(String name, String file, String data, int begun, int ended, long result) {}

    /** The calls on a descriptor, in the order they began. */
    static List<Call> read(List<String> lines) {
        List<Call> calls = new ArrayList<>();
        Map<String, Integer> open = new HashMap<>();
        for (int number = 0; number < lines.size(); number++) {
            Matcher line = LINE.matcher(lines.get(number));
            if (line.matches()) {
                read(line.group(1), line.group(2), number, calls, open);
            }
        }
        return calls;
    }

    private static void read(String thread, String text, int number, List<Call> calls, Map<String, Integer> open) {
        Matcher resumed = RESUMED.matcher(text);
        Matcher call = CALL.matcher(text);
        if (resumed.matches()) {
            Integer place = open.remove(thread);
            if (place != null) {
                Call begun = calls.get(place);
                calls.set(
                        place,
                        new Call(
                                begun.name(),
                                begun.file(),
                                begun.data() + resumed.group(2),
                                begun.begun(),
                                number,
                                result(text)));
            }
        } else if (call.matches()) {
            boolean unfinished = text.endsWith(UNFINISHED);
            if (unfinished) {
                open.put(thread, calls.size());
            }
            calls.add(new Call(
                    call.group(1),
                    call.group(3),
                    call.group(4),
                    number,
                    unfinished ? Integer.MAX_VALUE : number,
                    unfinished ? -1 : result(text)));
        }
    }

    private static long result(String text) {
        Matcher result = RESULT.matcher(text);
        return result.matches() && !result.group(1).equals("?") ? Long.parseLong(result.group(1)) : -1;
    }
}
