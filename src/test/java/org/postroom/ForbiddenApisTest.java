package org.postroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no code of the program may call, and why. */
class ForbiddenApisTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());
    private static final String ANYTHING = ".*";

    /**
     * A call that is forbidden.
     *
     * @param owner the class, as a regular expression
     * @param name the method, or {@code <init>}, as a regular expression
     * @param parameters names of the classes of its parameters, with commas between, as a regular expression
     * @param except classes that may
     */
    record Forbidden(String why, String owner, String name, String parameters, Set<String> except) {
        boolean isMeant(JavaAccess<?> access) {
            return access.getTarget() instanceof CodeUnitAccessTarget target
                    && access.getTargetOwner().getName().matches(owner)
                    && target.getName().matches(name)
                    && target.getRawParameterTypes().stream()
                            .map(type -> type.getName())
                            .collect(Collectors.joining(","))
                            .matches(parameters)
                    && except.stream().noneMatch(access.getOriginOwner().getName()::startsWith);
        }

        @Override
        public String toString() {
            return owner + " " + name + ": " + why;
        }
    }

    private static Forbidden forbidden(String why, String owner, String name, String... except) {
        return with(why, owner, name, ANYTHING, except);
    }

    private static Forbidden with(String why, String owner, String name, String parameters, String... except) {
        return new Forbidden(
                why,
                owner,
                name,
                parameters,
                Stream.of(except).map(one -> "org.postroom." + one).collect(Collectors.toSet()));
    }

    static List<Forbidden> calls() {
        String string = "java\\.lang\\.String";
        String charset = "The machine's charset would decide what a mail says; name one.";
        String locale = "The machine's language would decide: digits in Arabic, no i in Turkish; name one.";
        String zone =
                "The machine's time zone would decide; conf names one. Only commands say times on their user's clock.";
        String fetches = "The daemon talks to mail servers and its database, and fetches nothing else (F3).";
        String commands = "No words of a mail may ever reach a shell: the daemon starts no programs.";
        String xml = "XML brings entities and other files along; nothing that Postroom reads is XML.";
        return List.of(
                with(charset, string, "getBytes", ""),
                with(charset, string, "<init>", "\\[B(,int,int)?"),
                with(
                        charset,
                        "java\\.io\\.(FileReader|FileWriter)",
                        "<init>",
                        "java\\.(io\\.File|lang\\.String)(,boolean)?"),
                with(charset, "java\\.io\\.InputStreamReader", "<init>", "java\\.io\\.InputStream"),
                with(charset, "java\\.io\\.OutputStreamWriter", "<init>", "java\\.io\\.OutputStream"),
                with(charset, "java\\.io\\.ByteArrayOutputStream", "toString", ""),
                forbidden(charset, "java\\.nio\\.charset\\.Charset", "defaultCharset"),
                with(locale, string, "to(Lower|Upper)Case", ""),
                with(locale, string, "format", string + ",\\[Ljava\\.lang\\.Object;"),
                forbidden(locale, string, "formatted"),
                with(locale, "java\\.io\\.Print(Stream|Writer)", "printf|format", string + ",\\[L.*"),
                with(locale, "java\\.time\\.format\\.DateTimeFormatter", "ofPattern", string),
                with(locale, "java\\.text\\.(Decimal|SimpleDate|Message)Format", "<init>", "|" + string),
                with(locale, "java\\.text\\.(Number|Date)Format", "get\\w*Instance", "|int"),
                with(locale, "java\\.text\\.(Collator|BreakIterator)", "get\\w*Instance", ""),
                with(locale, "java\\.util\\.ResourceBundle", "getBundle", string),
                forbidden(locale, "java\\.util\\.Locale", "getDefault|setDefault"),
                forbidden(zone, "java\\.time\\.ZoneId", "systemDefault", "cli."),
                forbidden(zone, "java\\.util\\.TimeZone", "getDefault|setDefault"),
                forbidden(zone, "java\\.util\\.(Gregorian)?Calendar", "<init>|getInstance"),
                forbidden(commands, "java\\.lang\\.ProcessBuilder", ANYTHING),
                forbidden(commands, "java\\.lang\\.Runtime", "exec"),
                forbidden(commands, "javax\\.script\\..*", ANYTHING),
                forbidden(
                        "Objects out of bytes of others are code of others.",
                        "java\\.io\\.Object(In|Out)putStream|java\\.beans\\.XML(De|En)coder",
                        ANYTHING),
                forbidden(xml, "javax\\.xml\\..*|org\\.(xml|w3c)\\..*", ANYTHING),
                forbidden(
                        "What is packed stays packed, and pictures are not looked into: either may explode (A27).",
                        "java\\.util\\.(zip\\.(GZIPInput|InflaterInput|ZipInput)Stream|zip\\.Inflater|jar\\.JarInputStream)"
                                + "|javax\\.imageio\\..*|java\\.awt\\..*",
                        ANYTHING),
                forbidden("JNDI looks up what words name, at any server.", "javax\\.naming\\..*", ANYTHING),
                forbidden("RMI reads objects from the network.", "java\\.rmi\\..*", ANYTHING),
                forbidden(
                        "What it draws can be computed; secrets come from SecureRandom. Only pauses and the first id of a"
                                + " millisecond may be drawn so: no secret.",
                        "java\\.util\\.(Random|concurrent\\.ThreadLocalRandom|SplittableRandom)|java\\.util\\.random\\..*",
                        ANYTHING,
                        "storage.Attempts",
                        "storage.Ids"),
                forbidden("What it draws can be computed.", "java\\.lang\\.Math", "random"),
                forbidden(
                        "A seed that is set makes secrets computable; SHA1PRNG is old.",
                        "java\\.security\\.SecureRandom",
                        "setSeed|getInstance"),
                forbidden(
                        "A thread that is stopped leaves what it held in any state.",
                        "java\\.lang\\.Thread",
                        "stop|suspend|resume|destroy"),
                forbidden(
                        "Sleeping cannot be woken, nor moved in tests.", "java\\.lang\\.Thread", "sleep", "schedule."),
                forbidden("Only Main ends the process.", "java\\.lang\\.System", "exit", "Main"),
                forbidden(
                        "Only schedule ends the process: Shutdown, and a failpoint that a test has set.",
                        "java\\.lang\\.Runtime",
                        "halt|exit",
                        "schedule."),
                with(
                        "What goes wrong goes to the log, in one line.",
                        "java\\.lang\\.Throwable",
                        "printStackTrace",
                        "|.*Stream"),
                with(
                        "Only a fault of a command's own is printed whole.",
                        "java\\.lang\\.(Throwable|Exception|.*Error)",
                        "printStackTrace",
                        ANYTHING,
                        "cli.PostroomCommand"),
                forbidden(
                        fetches + " Migrations lists the program's own jar.",
                        "java\\.net\\.URL",
                        "open(Connection|Stream)|getContent",
                        "storage.Migrations"),
                forbidden(
                        fetches,
                        "java\\.net\\.http\\..*|java\\.net\\.(Http)?URLConnection",
                        "send\\w*|connect|newHttpClient"),
                forbidden(fetches, "org\\.jsoup\\.(Jsoup|helper\\..*)", "connect|newSession"),
                forbidden(
                        "Only mail servers of conf are looked up, never a name out of a mail.",
                        "java\\.net\\.InetAddress",
                        "getByName|getAllByName",
                        "mailbox.Link",
                        "outbound.smtp.SmtpSender"),
                forbidden(
                        "Names of clients are not asked for: whoever owns an address's zone would see and choose.",
                        "java\\.net\\.(InetAddress|InetSocketAddress)",
                        "getHostName|getCanonicalHostName"),
                forbidden(
                        "What is private stays so; templates read records that are not public.",
                        "java\\.lang\\.reflect\\..*",
                        "setAccessible|trySetAccessible",
                        "template.RecordAttributes"),
                forbidden(
                        "No class is chosen by words.",
                        "java\\.lang\\.(Class|ClassLoader)",
                        "forName|loadClass|defineClass"),
                forbidden(
                        "Native code comes with its library alone.",
                        "java\\.lang\\.(System|Runtime)",
                        "load(Library)?"),
                forbidden(
                        "Whatever certificate is shown must be checked.",
                        "javax\\.net\\.ssl\\.HttpsURLConnection",
                        ANYTHING),
                forbidden(
                        "SQL is bound, never put together (F13).",
                        "java\\.sql\\.Connection",
                        "createStatement",
                        "storage."),
                forbidden("Nothing is cleaned up by chance.", "java\\.lang\\.Object", "finalize"),
                forbidden("Its list grows until the process ends.", "java\\.io\\.File", "deleteOnExit"),
                with(
                        "Anybody may list what it makes; Files.createTempFile is its owner's alone.",
                        "java\\.io\\.File",
                        "createTempFile",
                        ANYTHING));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isCalledNowhere(Forbidden call) {
        assertThat(PROGRAM.stream()
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .filter(call::isMeant)
                        .map(JavaAccess::getDescription))
                .as(call.why())
                .isEmpty();
    }

    /** Hashes are asked for by name. */
    @Test
    void noHashIsWeak() throws IOException {
        assertThat(Sources.ofTheProgram())
                .allSatisfy((file, source) -> assertThat(source)
                        .as(file)
                        .doesNotContainPattern("(?i)getInstance\\(\\s*\"(MD[245]|SHA-?1|DES|RC4|.*/ECB)"));
    }

    @Test
    void noCertificateIsBelievedUnseen() throws IOException {
        assertThat(Sources.ofTheProgram())
                .allSatisfy((file, source) -> assertThat(source)
                        .as(file)
                        .doesNotContain(
                                "implements X509TrustManager", "extends X509ExtendedTrustManager", "HostnameVerifier"));
    }

    /** The rules themselves: each of these is a call that one of them means. */
    @Test
    void theRulesMeanWhatTheySay() {
        JavaClasses bad = new ClassFileImporter().importClasses(ForbiddenCalls.class);
        List<JavaAccess<?>> accesses = bad.stream()
                .<JavaAccess<?>>flatMap(type -> type.getAccessesFromSelf().stream())
                .toList();
        assertThat(calls().stream().filter(call -> accesses.stream().anyMatch(call::isMeant)))
                .hasSameSizeAs(Arrays.stream(ForbiddenCalls.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .toList());
    }
}
