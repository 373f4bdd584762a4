package org.postroom.web.login;

import java.security.SecureRandom;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;

/** The database, and what of it logging in uses. */
public record LoginStores(
        Database database,
        CredentialStore credentials,
        SessionStore sessions,
        LoginLinks links,
        LoginWishes wishes,
        Ids ids) {
    /** The stores in the database. */
    public static LoginStores jdbi(Database database, Ids ids) {
        return new LoginStores(
                database,
                CredentialStore.jdbi(),
                SessionStore.jdbi(),
                LoginLinks.jdbi(ids, new SecureRandom()),
                LoginWishes.jdbi(),
                ids);
    }
}
