package io.tableorder.wire;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The registry of wire names. A name is a promise to every reader in every language; classes may be renamed, names may
 * not.
 */
public final class EventTypes {

    private static final String PREFIX = "io.tableorder.";

    /** Found in a record's header, it saves whoever looks for erasures from reading all values. */
    public static final String TEXT_ERASED = PREFIX + "session.text-erased.v1";

    private static final Map<String, Class<? extends StoreEvent>> BY_NAME = new LinkedHashMap<>();
    private static final Map<Class<? extends StoreEvent>, String> BY_CLASS;

    static {
        register("store.opened.v1", StoreLifecycleEvent.Opened.class);
        register("store.renamed.v1", StoreLifecycleEvent.Renamed.class);
        register("store.settings-changed.v1", StoreLifecycleEvent.SettingsChanged.class);
        register("store.intake-paused.v1", StoreLifecycleEvent.IntakePaused.class);
        register("store.intake-resumed.v1", StoreLifecycleEvent.IntakeResumed.class);
        register("store.record-skipped.v1", OperatorEvent.RecordSkipped.class);
        register("session.text-erased.v1", OperatorEvent.TextErased.class);
        register("category.added.v1", CatalogueEvent.CategoryAdded.class);
        register("category.changed.v1", CatalogueEvent.CategoryChanged.class);
        register("category.visibility-changed.v1", CatalogueEvent.CategoryVisibilityChanged.class);
        register("category.details-changed.v1", CatalogueEvent.CategoryDetailsChanged.class);
        register("category.removed.v1", CatalogueEvent.CategoryRemoved.class);
        register("menu.added.v1", CatalogueEvent.MenuAdded.class);
        register("menu.changed.v1", CatalogueEvent.MenuChanged.class);
        register("menu.availability-changed.v1", CatalogueEvent.MenuAvailabilityChanged.class);
        register("menu.options-changed.v1", CatalogueEvent.MenuOptionsChanged.class);
        register("menu.option-availability-changed.v1", CatalogueEvent.MenuOptionAvailabilityChanged.class);
        register("menu.details-changed.v1", CatalogueEvent.MenuDetailsChanged.class);
        register("menu.removed.v1", CatalogueEvent.MenuRemoved.class);
        register("menu.reordered.v1", CatalogueEvent.MenuReordered.class);
        register("station.added.v1", StationEvent.Added.class);
        register("station.changed.v1", StationEvent.Changed.class);
        register("station.removed.v1", StationEvent.Removed.class);
        register("printer.added.v1", PrinterEvent.Added.class);
        register("printer.changed.v1", PrinterEvent.Changed.class);
        register("printer.removed.v1", PrinterEvent.Removed.class);
        register("printer.reprint-requested.v1", PrinterEvent.ReprintRequested.class);
        register("table.added.v1", TableEvent.Added.class);
        register("table.changed.v1", TableEvent.Changed.class);
        register("table.access-renewed.v1", TableEvent.AccessRenewed.class);
        register("table.removed.v1", TableEvent.Removed.class);
        register("session.started.v1", SessionEvent.Started.class);
        register("session.ended.v1", SessionEvent.Ended.class);
        register("session.moved.v1", SessionEvent.Moved.class);
        register("session.merged.v1", SessionEvent.Merged.class);
        register("session.split.v1", SessionEvent.Split.class);
        register("order.placed.v1", OrderEvent.Placed.class);
        register("order.status-changed.v1", OrderEvent.StatusChanged.class);
        register("order.lines-completed.v1", OrderEvent.LinesCompleted.class);
        register("order.lines-reopened.v1", OrderEvent.LinesReopened.class);
        register("order.item-removed.v1", OrderEvent.ItemRemoved.class);
        register("order.moved.v1", OrderEvent.Moved.class);
        register("order.lines-moved.v1", OrderEvent.LinesMoved.class);
        register("order.split-off.v1", OrderEvent.SplitOff.class);
        register("order.cancelled.v1", OrderEvent.Cancelled.class);
        register("call.made.v1", CallEvent.Made.class);
        register("call.moved.v1", CallEvent.Moved.class);
        register("call.ended.v1", CallEvent.Ended.class);
        BY_CLASS = BY_NAME.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    private EventTypes() {}

    private static void register(String name, Class<? extends StoreEvent> type) {
        BY_NAME.put(PREFIX + name, type);
    }

    public static Set<String> names() {
        return Set.copyOf(BY_NAME.keySet());
    }

    public static String nameOf(StoreEvent event) {
        String name = BY_CLASS.get(event.getClass());
        if (name == null) {
            throw new IllegalStateException("No wire name is registered for " + event.getClass());
        }
        return name;
    }

    /** @throws UnreadableEventException if no such name is registered here */
    static Class<? extends StoreEvent> classOf(String name) {
        Class<? extends StoreEvent> type = BY_NAME.get(name);
        if (type == null) {
            throw new UnreadableEventException(
                    UnreadableEventException.Reason.UNKNOWN_TYPE,
                    "Event type '%s' is not registered here; is this service older than the writer?".formatted(name));
        }
        return type;
    }
}
