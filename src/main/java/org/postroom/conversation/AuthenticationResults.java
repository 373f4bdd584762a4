package org.postroom.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;

/**
 * Reads what the mail server in front of us found out about the sender (RFC 8601). Only the topmost header with a
 * trusted authserv-id counts: the server puts its own above what came with the mail (section 5).
 */
final class AuthenticationResults {
    /** The property of each method that names the domain it is about (RFC 8601 section 2.7). */
    private static final Set<String> PROPERTIES =
            Set.of("dmarc header.from", "dkim header.d", "dkim header.i", "spf smtp.mailfrom");

    private static final Pattern PASS = Pattern.compile("^([a-z0-9-]+)(?:\\s*/\\s*\\d+)?\\s*=\\s*pass(?:\\s|$)");
    /** One of what follows the result; they stand one behind the other, and what is within quotes is no property. */
    private static final Pattern PROPERTY =
            Pattern.compile("\\G\\s*([a-z]+(?:\\s*\\.\\s*[a-z0-9-]+)?)\\s*=\\s*((?:\"[^\"]*\"|[^\\s\"])*)(?=\\s|$)");

    private static final Pattern DOMAIN =
            Pattern.compile("(?:(?:\"[^\"]*\"|[^\\s\"@])*@)?([a-z0-9._-]+)|\"(?:[^\"@]*@)?([a-z0-9._-]+)\"");

    private AuthenticationResults() {}

    /** Whether a trusted server saw a pass for the domain of From. */
    static SenderProof proofOf(Headers headers, Collection<String> trustedIds, EmailAddress from) {
        if (trustedIds.isEmpty()) {
            return SenderProof.NOT_ASKED;
        }
        return headers.all("Authentication-Results").stream()
                .map(AuthenticationResults::statements)
                .filter(statements -> isBy(trustedIds, statements.getFirst()))
                .findFirst()
                .filter(statements -> statements.stream().skip(1).anyMatch(passed -> vouches(passed, from)))
                .map(_ -> SenderProof.ALIGNED)
                .orElse(SenderProof.NOT_ALIGNED);
    }

    /** The first statement is the authserv-id with an optional version. */
    private static boolean isBy(Collection<String> trustedIds, String first) {
        String id = first.split("\\s+", 2)[0].replace("\"", "");
        return trustedIds.stream().anyMatch(id::equalsIgnoreCase);
    }

    private static boolean vouches(String statement, EmailAddress from) {
        Matcher pass = PASS.matcher(statement);
        if (!pass.find()) {
            return false;
        }
        Matcher property = PROPERTY.matcher(statement).region(pass.end(), statement.length());
        boolean aligned = false;
        while (property.find()) {
            String name = pass.group(1) + " " + property.group(1).replaceAll("\\s", "");
            aligned |= PROPERTIES.contains(name) && isAligned(domainIn(property.group(2)), from.domain());
        }
        return aligned;
    }

    /** Behind the last at sign: a local part may be quoted and look like a domain itself (RFC 8601 section 2.2, pvalue). */
    private static String domainIn(String value) {
        Matcher domain = DOMAIN.matcher(value);
        if (!domain.matches()) {
            return "";
        }
        return domain.group(1) == null ? domain.group(2) : domain.group(1);
    }

    /** Relaxed alignment (RFC 7489 section 3.1) without a list of public suffixes: equal, or one below the other. */
    private static boolean isAligned(String passed, String fromDomain) {
        String from = fromDomain.toLowerCase(Locale.ROOT);
        return passed.contains(".")
                && (passed.equals(from) || from.endsWith("." + passed) || passed.endsWith("." + from));
    }

    /** Splits at semicolons, comments taken out, in lower case. */
    private static List<String> statements(String header) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '\\' && i + 1 < header.length() && (quoted || depth > 0)) {
                i++;
            } else if (depth == 0 && c == '"') {
                quoted = !quoted;
                statement.append(c);
            } else if (!quoted && (c == '(' || c == ')')) {
                depth = Math.max(0, depth + (c == '(' ? 1 : -1));
                statement.append(' ');
            } else if (depth == 0 && !quoted && c == ';') {
                statements.add(statement.toString().strip().toLowerCase(Locale.ROOT));
                statement.setLength(0);
            } else if (depth == 0) {
                statement.append(c);
            }
        }
        statements.add(statement.toString().strip().toLowerCase(Locale.ROOT));
        return statements;
    }
}
