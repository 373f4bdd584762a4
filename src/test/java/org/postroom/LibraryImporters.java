package org.postroom;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who may import which library: one place each, and no library that is not named here. */
final class LibraryImporters {

    private record Library(String packages, Importers importers) {
        boolean owns(JavaClass type) {
            return type.getName().matches("(" + packages + ")\\..*");
        }

        boolean ownsPackage(String name) {
            return (name + ".").matches("(" + packages + ")\\..*");
        }
    }

    private record Importers(String said, Predicate<JavaClass> allowed) {}

    private static final List<Library> LIBRARIES = List.of(
            new Library(
                    "java\\.sql|javax\\.sql|org\\.jdbi",
                    new Importers("`storage`, `Jdbi…Store`", LibraryImporters::mayUseSql)),
            new Library(
                    "org\\.postroom|java|javax\\.(net|crypto|security\\.auth)|org\\.slf4j|org\\.jspecify"
                            + "|com\\.google\\.errorprone\\.annotations",
                    new Importers("everywhere", anyone -> true)),
            new Library("com\\.zaxxer\\.hikari|org\\.flywaydb|org\\.sqlite|org\\.mariadb", in("storage")),
            new Library("com\\.github\\.luben\\.zstd", in("storage")),
            new Library("org\\.apache\\.james\\.mime4j", in("mail.parse")),
            new Library("org\\.jsoup|com\\.ibm\\.icu", in("mail.parse")),
            new Library("jakarta\\.(mail|activation)|org\\.eclipse\\.angus|com\\.icegreen", in("app.demo")),
            new Library("io\\.pebbletemplates", in("template")),
            new Library("org\\.apache\\.commons\\.configuration2", in("config")),
            new Library("net\\.fortuna\\.ical4j", in("config")),
            new Library("org\\.eclipse\\.jetty", in("web", "web.agent", "web.customer")),
            new Library("com\\.password4j", in("web.login")),
            new Library("org\\.owasp\\.html", in("web.mailview")),
            new Library("io\\.micrometer|io\\.prometheus", in("metrics")),
            new Library("picocli", in("cli")),
            new Library("ch\\.qos\\.logback", in("app")));

    ArchCondition<JavaClass> importOnlyTheirLibraries() {
        return new ArchCondition<>("import only the libraries that are theirs") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(found -> !mayImport(type, found.getTargetClass().getBaseComponentType()))
                        .forEach(found -> events.add(SimpleConditionEvent.violated(type, found.getDescription())));
            }
        };
    }

    /** Who may import the library with these packages; empty if nobody does. */
    static String importersOf(List<String> packages) {
        return LIBRARIES.stream()
                .filter(library -> packages.stream().anyMatch(library::ownsPackage))
                .map(library -> library.importers().said())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** SQL is written in {@code storage} and in the stores beside their features. */
    static boolean mayUseSql(JavaClass type) {
        return type.getPackageName().equals("org.postroom.storage")
                || type.getName().matches(".*\\.Jdbi\\w*Store(\\$.*)?");
    }

    private static boolean mayImport(JavaClass type, JavaClass imported) {
        return imported.isPrimitive()
                || LIBRARIES.stream()
                        .filter(library -> library.owns(imported))
                        .findFirst()
                        .map(library -> library.importers().allowed().test(type))
                        .orElse(false);
    }

    private static Importers in(String... packages) {
        List<String> names =
                List.of(packages).stream().map(name -> "org.postroom." + name).toList();
        return new Importers("`" + String.join("`, `", packages) + "`", type -> names.contains(type.getPackageName()));
    }
}
