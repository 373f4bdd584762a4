package org.postroom;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the package tree and the dependency rules that {@code docs/architecture.md} draws. */
class ArchitectureTest {

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void importsOnlyDownwards() {
        check(classes().should(new PackageTree().importOnlyDownwards()));
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        check(slices().matching("org.postroom.(**)").should().beFreeOfCycles());
    }

    @Test
    void importsEachLibraryInOnePlace() {
        check(classes().should(new LibraryImporters().importOnlyTheirLibraries()));
    }

    @Test
    void marksEveryPackageNullMarked() {
        assertThat(PROGRAM.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allMatch(
                        found -> found.tryGetPackageInfo().isPresent() && found.isAnnotatedWith(NullMarked.class),
                        "has a package-info.java with @NullMarked");
    }

    @Test
    void saysInEachPackageWhatItIsInChargeOf() {
        assertThat(packageInfos())
                .isNotEmpty()
                .allSatisfy(info -> assertThat(info).content().containsIgnoringCase("in charge of"));
    }

    @Test
    void readsTheClockOnlyAtTheTop() {
        check(noClasses()
                .that(resideOutside("org.postroom", "org.postroom.app", "org.postroom.app.demo"))
                .should()
                .accessTargetWhere(
                        accesses("read the clock instead of an InstantSource", ArchitectureTest::readsClock)));
    }

    @Test
    void sleepsAndStartsThreadsOnlyInSchedule() {
        Predicate<JavaAccess<?>> threads = access -> THREAD_STARTS.stream().anyMatch(start -> start.matches(access));
        check(noClasses()
                .that(resideOutside("org.postroom.schedule"))
                .should()
                .accessTargetWhere(accesses("sleep or start threads", threads)));
    }

    @Test
    void extendsNoThread() {
        check(noClasses().that(resideOutside("org.postroom.schedule")).should().beAssignableTo(Thread.class));
    }

    @Test
    void writesToTheTerminalOnlyFromCommands() {
        check(noClasses()
                .that(resideOutside("org.postroom", "org.postroom.cli", "org.postroom.app.demo"))
                .should()
                .accessTargetWhere(accesses(
                        "use System.out or System.err",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err")
                                        .contains(access.getTarget().getName()))));
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
    }

    @Test
    void keepsDatabaseHandlesInsideStores() {
        check(noClasses()
                .that(describe("are neither storage nor a Jdbi…Store", type -> !LibraryImporters.mayUseSql(type)))
                .should()
                .accessTargetWhere(accesses(
                        "call Transaction.handle()",
                        access -> access.getTargetOwner().getName().equals("org.postroom.storage.Transaction")
                                && access.getTarget().getName().equals("handle"))));
    }

    @Test
    void hidesSqlBehindStores() {
        check(classes().that().haveSimpleNameStartingWith("Jdbi").should().notBePublic());
    }

    @Test
    void changesNoStatics() {
        check(fields().that().areStatic().should().beFinal());
    }

    /** The bench that proves the daemon must not lean on the daemon: it starts a process, writes conf and speaks SQL. */
    @Test
    void keepsTheFaultTestsApartFromTheProduct() {
        JavaClasses bench = new ClassFileImporter().importPackages("org.postroom.faults");
        noClasses()
                .that()
                .resideInAPackage("org.postroom.faults..")
                .should()
                .dependOnClassesThat(describe("are the product's", ArchitectureTest::isProduct))
                .check(bench);
    }

    /** Bytes are what the shared servers hand out. */
    private static boolean isProduct(JavaClass type) {
        return type.getPackageName().startsWith("org.postroom")
                && !type.getPackageName().startsWith("org.postroom.faults")
                && !type.getPackageName().equals("org.postroom.testing")
                && !type.getName().equals("org.postroom.mail.Bytes");
    }

    private static final List<Call> CLOCK_READS = List.of(
            new Call("java.lang.System", "currentTimeMillis"),
            new Call("java.time.InstantSource", "system"),
            new Call("java.time.Clock", "system.*"),
            new Call("java.time.Clock", "tick.*"),
            new Call("java.time.(Instant|Local.*|Zoned.*|Offset.*|Year.*|MonthDay)", "now"));

    private static final List<Call> THREAD_STARTS = List.of(
            new Call("java.lang.Thread", "sleep|ofVirtual|ofPlatform|startVirtualThread|<init>"),
            new Call("java.util.concurrent.TimeUnit", "sleep"),
            new Call("java.util.concurrent.Executors", ".*"),
            new Call("java.util.concurrent.ForkJoinPool", ".*"),
            new Call("java.util.concurrent.(Scheduled)?ThreadPoolExecutor", "<init>"),
            new Call("java.util.concurrent.CompletableFuture", ".*Async|delayedExecutor"),
            new Call("java.util.concurrent.locks.LockSupport", "park.*"),
            new Call("java.util.Timer", "<init>"),
            new Call("java.lang.Object", "wait"),
            new Call("java.util.Collection", "parallelStream"));

    /** A call that is looked for; both parts are regular expressions. */
    private record Call(String owner, String name) {
        boolean matches(JavaAccess<?> access) {
            return access.getTargetOwner().getName().matches(owner)
                    && access.getTarget().getName().matches(name);
        }
    }

    private static boolean readsClock(JavaAccess<?> access) {
        return CLOCK_READS.stream().anyMatch(read -> read.matches(access)) || makesDateOfNow(access);
    }

    private static boolean makesDateOfNow(JavaAccess<?> access) {
        return new Call("java.util.Date", "<init>").matches(access)
                && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget constructor
                && constructor.getRawParameterTypes().isEmpty();
    }

    private static DescribedPredicate<JavaAccess<?>> accesses(String description, Predicate<JavaAccess<?>> predicate) {
        return describe(description, predicate);
    }

    private static DescribedPredicate<JavaClass> resideOutside(String... packages) {
        Set<String> allowed = Set.of(packages);
        return describe("reside outside " + allowed, type -> !allowed.contains(type.getPackageName()));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PROGRAM);
    }

    private static List<Path> packageInfos() {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> infos = new ArrayList<>();
            sources.filter(path -> path.endsWith("package-info.java")).forEach(infos::add);
            return infos;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
