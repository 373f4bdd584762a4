package org.postroom.storage;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Jdbi, set up so that instants are epoch milliseconds and booleans 0 or 1. */
final class Jdbis {
    private final Jdbi jdbi;

    /** @param connections where handles get their connections; closing a handle closes its connection */
    Jdbis(ConnectionFactory connections) {
        jdbi = Jdbi.create(connections)
                // Transactions are begun and ended by the engines, under Jdbi's feet
                .configure(Handles.class, handles -> handles.setForceEndTransactions(false))
                .registerArgument(new InstantArguments())
                .registerArgument(new BooleanArguments())
                .registerColumnMapper(Instant.class, (row, column, context) -> {
                    long millis = row.getLong(column);
                    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
                });
    }

    Handle open() throws SQLException {
        try {
            return jdbi.open();
        } catch (ConnectionException e) {
            throw Dialect.sqlExceptionIn(e).orElseGet(() -> new SQLException(e));
        }
    }

    private static final class InstantArguments extends AbstractArgumentFactory<Instant> {
        InstantArguments() {
            super(Types.BIGINT);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setLong(position, value.toEpochMilli());
        }
    }

    private static final class BooleanArguments extends AbstractArgumentFactory<Boolean> {
        BooleanArguments() {
            super(Types.SMALLINT);
        }

        @Override
        protected Argument build(Boolean value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setInt(position, value ? 1 : 0);
        }
    }
}
