package org.postroom.storage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;

/**
 * A test that runs once on each database. It may take the {@link Database}, and the {@link DatabaseSettings} to open it a
 * second time, as parameters.
 */
@TestTemplate
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface DatabaseTest {}
