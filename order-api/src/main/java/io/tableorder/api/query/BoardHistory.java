package io.tableorder.api.query;

import io.tableorder.board.BoardView;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.StoreState;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.UnreadableEventException;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** A store's board as it was: the journal folded again, up to a time. Costs some 10 µs per event of the store. */
@Component
final class BoardHistory {
    private static final int PAGE = 1_000;
    private static final Wording INTERRUPTED = new Wording(
            "그 시점의 기록에 보류된 이벤트가 있어 화면을 되살릴 수 없습니다: %s",
            "The journal up to then lacks an event that is parked, so the board cannot be shown: %s");

    private final ReadModels readModels;
    private final JournalRepository journal;
    private final EventCodec codec = new EventCodec();

    BoardHistory(ReadModels readModels, JournalRepository journal) {
        this.readModels = readModels;
        this.journal = journal;
    }

    /** @throws ProblemException 409 when an event of that past is parked */
    BoardView boardAt(String storeId, Instant time) {
        StoreState state = StoreState.unopened(storeId);
        while (true) {
            long after = state.head().sequence();
            List<JournalEntity> page = readModels.read(() -> journal.page(storeId, after, time, Limit.of(PAGE)));
            for (JournalEntity entry : page) {
                state = next(state, entry);
            }
            if (page.size() < PAGE) {
                return BoardView.of(state);
            }
        }
    }

    private StoreState next(StoreState state, JournalEntity entry) {
        try {
            return state.evolve(codec.decode(entry.value(), entry.position()));
        } catch (ImpossibleEventException | UnreadableEventException e) {
            throw new ProblemException(ErrorCode.CONFLICT, INTERRUPTED.with(String.valueOf(e.getMessage())));
        }
    }
}
