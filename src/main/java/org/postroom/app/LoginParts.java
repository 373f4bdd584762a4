package org.postroom.app;

import java.time.InstantSource;
import org.postroom.config.ConfWatcher;
import org.postroom.config.Machine;
import org.postroom.notify.LoginLetters;
import org.postroom.outbound.OutboundQueue;
import org.postroom.schedule.Worker;
import org.postroom.template.Templates;
import org.postroom.web.login.LinkPost;
import org.postroom.web.login.LogIn;
import org.postroom.web.login.LoginLive;
import org.postroom.web.login.LoginStores;
import org.postroom.web.login.LoginSweep;
import org.postroom.web.login.PasswordHasher;
import org.postroom.web.login.Passwords;

/** What agents log in by. */
record LoginParts(LogIn logIn, Passwords passwords) {
    /** Builds it, and starts the workers that mail links and forget what has timed out. */
    static LoginParts start(
            Closing parts,
            ConfWatcher watcher,
            Templates templates,
            LoginStores stores,
            OutboundQueue queue,
            InstantSource clock) {
        LoginLive live = live(watcher);
        LoginLetters letters = new LoginLetters(live.organisation(), templates, stores.ids(), clock);
        Worker post = parts.add(Worker.start("log-in links", new LinkPost(stores, live, letters, queue, clock)));
        parts.add(Worker.start("log-in sweep", new LoginSweep(stores, live, clock)));
        PasswordHasher hasher = PasswordHasher.argon2id();
        return new LoginParts(LogIn.of(stores, live, hasher, post::wake, clock), Passwords.of(stores, hasher, clock));
    }

    private static LoginLive live(ConfWatcher watcher) {
        return new LoginLive(
                () -> watcher.current().organisation(),
                () -> machine(watcher).login(),
                () -> machine(watcher).daemon().publicUrl());
    }

    private static Machine machine(ConfWatcher watcher) {
        return watcher.current().machine();
    }
}
