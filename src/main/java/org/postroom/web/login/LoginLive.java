package org.postroom.web.login;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;

/**
 * The live conf that logging in needs.
 *
 * @param publicUrl under which people reach the page
 */
public record LoginLive(
        Supplier<Organisation> organisation, Supplier<LoginSettings> settings, Supplier<Optional<URI>> publicUrl) {}
