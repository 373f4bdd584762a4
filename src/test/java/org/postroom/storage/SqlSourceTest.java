package org.postroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * FAULTS F13: SQL is made of constants, and values are bound. Whatever else is put into a statement stands in a list here, and
 * with it why it is ours and nobody else's.
 */
class SqlSourceTest {
    /** Each is text of the class itself: pieces of SQL that its own methods hand on, a dialect's, or question marks. */
    private static final Set<String> LOOKED_AT = Set.of(
            "JdbiArticleStore.java \"\" + \"\" + FROM + condition + \"\" + \"\"",
            "JdbiArticleStore.java SELECT + condition + \"\"",
            // Constants of its own list
            "JdbiAuditStore.java question.query()",
            "JdbiAvailabilityStore.java sql",
            // The database's words for the time
            "JdbiClusterStore.java \"\" + \"\" + \"\" + now(transaction) + \"\" + now(transaction) + \"\"",
            "JdbiClusterStore.java \"\" + ENTERED + \"\" + now(transaction) + \"\"",
            "JdbiClusterStore.java \"\" + ENTERED + \"\" + now(transaction) + \"\" + now(transaction) + \"\"",
            "JdbiClusterStore.java \"\" + now(transaction) + \"\" + lock",
            "JdbiDeliveryStore.java \"\" + \"\" + (claim.isPresent() ? \"\" : \"\")",
            "JdbiDraftRowStore.java SELECT + \"\" + locking",
            "JdbiEraserStore.java query",
            "JdbiEraserStore.java statement",
            "JdbiFloodStore.java \"\" + \"\" + transaction.dialect().forUpdate()",
            // Cells, columns and directions are ours; words, departments and agents are question marks
            "JdbiListEntryStore.java sql.sql()",
            "JdbiMoveStore.java update",
            "JdbiOldNoticeStore.java \"\" + transaction.dialect().forUpdate()",
            "JdbiOutboundStore.java \"\" + which",
            "JdbiPlannedStore.java SELECT + \"\" + transaction.dialect().forUpdate()",
            "JdbiPreferenceStore.java sql",
            "JdbiPresenceStore.java sql",
            "JdbiReceiptEraserStore.java query",
            "JdbiReceiptStore.java \"\" + condition",
            "JdbiRowStore.java \"\" + COLUMNS + \"\" + condition",
            "JdbiRowStore.java query",
            "JdbiSendBudgetStore.java \"\" + transaction.dialect().forUpdate()",
            "JdbiSpoolStore.java \"\" + column + \"\" + condition(portion)",
            "JdbiSpoolStore.java \"\" + condition(portion)",
            "JdbiSpoolStore.java \"\" + transaction.dialect().forUpdate()",
            "JdbiThrottleStore.java \"\" + \"\" + lock",
            "JdbiTicketStore.java \"\" + transaction.dialect().forUpdate()",
            "JdbiViewLinkStore.java \"\" + whose + WORKING",
            "JdbiWithheldStore.java \"\" + transaction.dialect().forUpdate()",
            // As many times "(?, ?)" as there are words
            "JdbiWordStore.java \"\" + rows",
            // One of its own two constants
            "MariaDbChecks.java query",
            // A long
            "MariaDbSessions.java \"\" + number",
            "SqliteEngine.java sql");

    private static final Pattern USES_SQL = Pattern.compile("import (?:org\\.jdbi|java\\.sql)\\.|\\.handle\\(\\)");
    private static final Pattern CALL = Pattern.compile(
            "\\.(?:createQuery|createUpdate|createCall|createScript|prepareBatch|prepareStatement|execute|executeQuery"
                    + "|executeUpdate|select|define|defineList|defineNamedBindings|bindList|bindBeanList)\\(");
    private static final Pattern TEXT = Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.\"])[a-z]\\w*");

    @Test
    void nothingIsPutIntoAStatementThatIsNotLookedAtHere() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            files.filter(path -> path.toString().endsWith(".java")).forEach(path -> look(path, found));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(LOOKED_AT);
    }

    private static void look(Path path, Set<String> found) {
        try {
            String source = COMMENT.matcher(Files.readString(path)).replaceAll("");
            Matcher call = CALL.matcher(source);
            while (USES_SQL.matcher(source).find() && call.find()) {
                String first = TEXT.matcher(firstArgument(source, call.end())).replaceAll("\"\"");
                Matcher name = NAME.matcher(first);
                while (name.find()) {
                    found.add(path.getFileName() + " " + first.strip().replaceAll("\\s+", " "));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstArgument(String source, int from) {
        int depth = 0;
        boolean quoted = false;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '"' && source.charAt(i - 1) != '\\') {
                quoted = !quoted;
            }
            if (!quoted && (c == '(' || c == '{')) {
                depth++;
            }
            if (!quoted && depth == 0 && (c == ')' || c == ',')) {
                return source.substring(from, i);
            }
            if (!quoted && (c == ')' || c == '}')) {
                depth--;
            }
        }
        throw new IllegalStateException("A call without an end");
    }
}
