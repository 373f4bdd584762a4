package org.postroom.testing;

import java.util.List;
import java.util.stream.IntStream;

/** Five hundred words that mean something to some program (FAULTS F13, F14), and stay words in Postroom. */
public final class HostileWords {
    private static final List<String> PATTERNS = List.of(
            "${jndi:ldap://127.0.0.1:1/%s}",
            "${%s*7}",
            "#{%s*7}",
            "*{%s*7}",
            "{{%s*7}}",
            "{%% for x in %s %%}x{%% endfor %%}",
            "{# %s #}",
            "<%%= %s * 7 %%>",
            "[[${%s}]]",
            "{0} {%s} {1,number}",
            "%%n%%x%%s%%d%s",
            "$1 $0 \\1 \\\\%s",
            "\\Q%s\\E.*+?[]()^$|",
            "' OR '%s'='%s",
            "'; DROP TABLE ticket; -- %s",
            "\" OR 1=%s --",
            "%s) UNION SELECT password FROM agent --",
            "%s%% _ %% \\_ [a-z]",
            "1; WAITFOR DELAY '0:0:%s'",
            "`id %s` $(id) | id & id",
            "../../../../etc/passwd?%s",
            "%%00%%0a%%0d%s",
            "=cmd|' /C calc'!A%s",
            "@SUM(%s+1)*cmd",
            "&#%s; &lt;b&gt; &amp;amp;");

    /** How many there are of each kind. */
    public static final int EACH = 20;

    /** All of them, each kind after the other, no two alike. */
    public static final List<String> ALL = PATTERNS.stream()
            .flatMap(pattern -> IntStream.range(0, EACH)
                    .mapToObj(i -> pattern.replace("%s", "9" + i).replace("%%", "%")))
            .toList();

    private HostileWords() {}

    /** One of each kind. */
    public static List<String> kinds() {
        return IntStream.range(0, PATTERNS.size())
                .mapToObj(i -> ALL.get(i * EACH))
                .toList();
    }
}
