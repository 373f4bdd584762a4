package org.postroom.web.login;

import java.time.Instant;

/** An agent's password, as far as we know it. */
record Credential(PasswordHash hash, Instant changed) {}
