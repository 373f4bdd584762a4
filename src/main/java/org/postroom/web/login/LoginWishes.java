package org.postroom.web.login;

import java.util.List;
import org.postroom.storage.Transaction;

/** Links that were asked for and are not written yet. */
public interface LoginWishes {
    /** The wishes in the database. */
    static LoginWishes jdbi() {
        return new JdbiLoginWishStore();
    }

    /** Puts a wish on the list. */
    void add(Transaction transaction, LoginWish wish);

    /** Oldest first. */
    List<LoginWish> list(Transaction transaction, int most);

    /** Takes a wish off the list. Returns whether this transaction is the one that did. */
    boolean remove(Transaction transaction, long id);
}
