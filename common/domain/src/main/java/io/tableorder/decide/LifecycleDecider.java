package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.decide.Decision.Unchanged;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import java.util.ArrayList;
import java.util.List;

final class LifecycleDecider {

    private LifecycleDecider() {}

    static Decision open(StoreState state, LifecycleCommand.OpenStore open) {
        if (state.isOpened()) {
            return new Refused(new Rejection.StoreAlreadyOpen(state.storeId()));
        }
        return new Granted(List.of(new StoreLifecycleEvent.Opened(
                open.chainId(), Names.kept(open.storeName()), open.timeZone(), open.currency())));
    }

    static Decision decide(StoreState state, StoreProfile profile, LifecycleCommand command) {
        return switch (command) {
            case LifecycleCommand.OpenStore open -> open(state, open);
            case LifecycleCommand.ChangeStore change -> change(profile, change);
        };
    }

    private static Decision change(StoreProfile profile, LifecycleCommand.ChangeStore change) {
        List<StoreEvent> events = new ArrayList<>();
        if (change.storeName() != null && !Names.kept(change.storeName()).equals(profile.storeName())) {
            events.add(new StoreLifecycleEvent.Renamed(Names.kept(change.storeName())));
        }
        if (change.intakePaused() != null && change.intakePaused() != profile.intakePaused()) {
            events.add(
                    change.intakePaused()
                            ? new StoreLifecycleEvent.IntakePaused(change.pauseReason())
                            : new StoreLifecycleEvent.IntakeResumed());
        }
        return events.isEmpty() ? new Unchanged() : new Granted(events);
    }
}
