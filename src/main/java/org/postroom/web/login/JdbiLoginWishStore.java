package org.postroom.web.login;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

final class JdbiLoginWishStore implements LoginWishes {
    @Override
    public void add(Transaction transaction, LoginWish wish) {
        transaction
                .handle()
                .createUpdate(
                        "INSERT INTO login_link_wish (id, agent, client, asked_at) VALUES (:id, :agent, :client, :at)")
                .bind("id", wish.id())
                .bind("agent", wish.agent().map(AgentId::value).orElse(""))
                .bind("client", wish.client())
                .bind("at", wish.asked().toEpochMilli())
                .execute();
    }

    @Override
    public List<LoginWish> list(Transaction transaction, int most) {
        return transaction
                .handle()
                .createQuery("SELECT id, agent, client, asked_at FROM login_link_wish ORDER BY id LIMIT :most")
                .bind("most", most)
                .map((row, _) -> new LoginWish(
                        row.getLong("id"),
                        Optional.of(row.getString("agent"))
                                .filter(agent -> !agent.isEmpty())
                                .map(AgentId::new),
                        row.getString("client"),
                        Instant.ofEpochMilli(row.getLong("asked_at"))))
                .list();
    }

    @Override
    public boolean remove(Transaction transaction, long id) {
        return transaction
                        .handle()
                        .createUpdate("DELETE FROM login_link_wish WHERE id = :id")
                        .bind("id", id)
                        .execute()
                > 0;
    }
}
