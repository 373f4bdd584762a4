package org.postroom;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What licences are called in poms, by their SPDX names, and which of them a library that ships may have. */
final class Licences {
    /**
     * All of them let the program be used, changed and sold under its own licence as long as the library stays a jar of its own.
     * What is not here (GPL and AGPL without exception, SSPL, BUSL, "non-commercial" …) is a question to ask before adding it.
     */
    static final Set<String> ALLOWED = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "GPL-2.0-with-classpath-exception",
            "LGPL-2.1",
            "MIT",
            "MPL-2.0",
            "Unicode-3.0");

    private static final Map<String, String> SPDX = new LinkedHashMap<>();

    static {
        SPDX.put("0BSD", "0BSD");
        SPDX.put("(The )?Apache( Software)?( License)?[-, ]*(Version |v)?2(\\.0)?", "Apache-2.0");
        SPDX.put("BSD-2-Clause( License)?|The BSD 2-Clause License|BSD 2-Clause License", "BSD-2-Clause");
        SPDX.put(
                "(The )?(BSD[- ]3[- ]Clause( \"New\" or \"Revised\")?( License)?|New BSD License)|EDL 1\\.0|iCal4j - License",
                "BSD-3-Clause");
        SPDX.put("(Eclipse Public License|EPL)[- ]?(v\\. |v|- v )?1\\.0", "EPL-1.0");
        SPDX.put("(Eclipse Public License|EPL)[- ]*(v\\. |v|- v |Version )?2\\.0", "EPL-2.0");
        SPDX.put("GPL2 w/ CPE|GPL-2\\.0-with-classpath-exception", "GPL-2.0-with-classpath-exception");
        SPDX.put("LGPL-2\\.1(-only|-or-later)?|GNU Lesser General Public License( v2\\.1)?", "LGPL-2.1");
        SPDX.put("(The )?MIT( License)?", "MIT");
        SPDX.put("Unicode-3\\.0|Unicode/ICU License", "Unicode-3.0");
    }

    private Licences() {}

    /** The SPDX name, or what the pom says where that is none we know. */
    static String spdx(String named) {
        return SPDX.entrySet().stream()
                .filter(entry -> named.matches("(?i)" + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(named);
    }
}
