package org.postroom.cli;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The conf file of a department as another one begins with it: comments and order are kept, what must differ is commented out
 * and marked, and the department is switched off. Secrets do not come along.
 */
final class DepartmentCopy {
    private static final Set<String> MUST_DIFFER =
            Set.of("name", "address", "aliases", "display-name", "tickets.prefix");
    private static final Pattern ENTRY = Pattern.compile("(\\s*([^\\s=:]+)\\s*[=:]?).*");

    private final StringBuilder copy = new StringBuilder();
    private final String from;
    private boolean commenting;
    private boolean marked;

    private DepartmentCopy(String from) {
        this.from = from;
    }

    /**
     * The text of the copy.
     *
     * @param from the id of the department whose file it is
     */
    static String of(List<String> lines, String from) {
        DepartmentCopy made = new DepartmentCopy(from);
        made.add("# Copied from department " + from
                + ". Set what is marked \"to be set\"; then take this line and the next away.");
        made.add("enabled = off");
        made.add("");
        boolean continued = false;
        for (String line : lines) {
            boolean goesOn = (continued || isEntry(line)) && isContinued(line);
            if (continued) {
                made.goOn(line);
            } else {
                made.begin(line);
            }
            continued = goesOn;
        }
        return made.copy.toString();
    }

    private void begin(String line) {
        Matcher entry = ENTRY.matcher(line);
        String key = isEntry(line) && entry.matches() ? entry.group(2) : "";
        commenting = MUST_DIFFER.contains(key) || key.startsWith("mailbox.") || key.equals("enabled");
        boolean secret = key.contains("password") || key.contains("secret") || key.contains("token");
        if (!commenting) {
            marked = false;
            add(line);
            return;
        }
        if (!marked && !key.equals("enabled")) {
            add("# To be set, other than for " + from + ":");
            marked = true;
        }
        add("#" + (secret ? entry.group(1) : line));
        if (secret && isContinued(line)) {
            // The rest of a secret stays behind too
            commenting = false;
        }
    }

    private void goOn(String line) {
        if (commenting) {
            add("#" + line);
        } else if (!marked) {
            add(line);
        }
    }

    private void add(String line) {
        copy.append(line).append('\n');
    }

    private static boolean isEntry(String line) {
        String bare = line.strip();
        return !bare.isEmpty() && !bare.startsWith("#") && !bare.startsWith("!");
    }

    /** An odd number of backslashes at its end: the value goes on in the next line. */
    private static boolean isContinued(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
