package org.postroom.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test that talks to real servers of the machine: it carries the tag {@code server}, so it runs only with
 * {@code -Pservers}, and it is skipped with the missing program's name where one is not installed.
 */
@Tag("server")
@ExtendWith(InstalledPrograms.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NeedsProgram {

    /** Names of programs that must be there, for example {@code dovecot}. */
    String[] value();
}
