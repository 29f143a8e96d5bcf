package io.tableorder.store;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.event.Translations;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** A catalogue has what the store offers now, and where it is prepared and printed, by id. */
public record Catalogue(
        PMap<String, Category> categories,
        PMap<String, MenuItem> menus,
        PMap<String, Station> stations,
        PMap<String, Printer> printers) {

    static final Catalogue EMPTY =
            new Catalogue(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    /**
     * A category of the menu.
     *
     * @param hidden true when guests do not see it; else null, which is how checkpoints of before say it
     * @param translations of its name; null when there are none
     */
    public record Category(
            String categoryId,
            String categoryName,
            int displayOrder,
            @Nullable Boolean hidden,
            @Nullable Translations translations) {

        /** A category that guests see, under the store's own name for it. */
        public Category(String categoryId, String categoryName, int displayOrder) {
            this(categoryId, categoryName, displayOrder, null, null);
        }

        /** Returns true if guests neither see it nor can order its dishes. */
        public boolean hiddenFromGuests() {
            return hidden != null;
        }

        public Category withHidden(boolean nowHidden) {
            return new Category(categoryId, categoryName, displayOrder, nowHidden ? true : null, translations);
        }

        public Category withTranslations(@Nullable Translations newTranslations) {
            return new Category(categoryId, categoryName, displayOrder, hidden, newTranslations);
        }

        /** Returns the category under another name, at another place. */
        Category called(String newName, int newOrder) {
            return new Category(categoryId, newName, newOrder, hidden, translations);
        }
    }

    public static Catalogue of(
            Collection<Category> categories,
            Collection<MenuItem> menus,
            Collection<Station> stations,
            Collection<Printer> printers) {
        return new Catalogue(
                HashTreePMap.from(categories.stream().collect(toMap(Category::categoryId, identity()))),
                HashTreePMap.from(menus.stream().collect(toMap(MenuItem::menuId, identity()))),
                HashTreePMap.from(stations.stream().collect(toMap(Station::stationId, identity()))),
                HashTreePMap.from(printers.stream().collect(toMap(Printer::printerId, identity()))));
    }

    /** Returns the stations by name, ties by id, so that every reader shows the same. */
    public List<Station> stationsInOrder() {
        return stations.values().stream()
                .sorted(Comparator.comparing(Station::stationName).thenComparing(Station::stationId))
                .toList();
    }

    /** Returns the printers by name, ties by id, so that every reader shows the same. */
    public List<Printer> printersInOrder() {
        return printers.values().stream()
                .sorted(Comparator.comparing(Printer::printerName).thenComparing(Printer::printerId))
                .toList();
    }

    /** Returns the ids of all dishes that are prepared at a station, in the order of their ids. */
    public List<String> dishesOf(Station station) {
        return station.dishesAmong(menus.values());
    }

    public @Nullable MenuItem menu(String menuId) {
        return menus.get(menuId);
    }

    /** Returns true if guests do not see the dish, because its category is hidden from them. */
    public boolean isHidden(MenuItem menu) {
        Category category = categories.get(menu.categoryId());
        return category != null && category.hiddenFromGuests();
    }

    public boolean hasMenusIn(String categoryId) {
        return menus.values().stream().anyMatch(menu -> menu.categoryId().equals(categoryId));
    }

    /** Returns the categories in display order, ties by id, so that every reader shows the same. */
    public List<Category> categoriesInOrder() {
        return categories.values().stream()
                .sorted(Comparator.comparingInt(Category::displayOrder).thenComparing(Category::categoryId))
                .toList();
    }

    public List<MenuItem> menusInOrder(String categoryId) {
        return menus.values().stream()
                .filter(menu -> menu.categoryId().equals(categoryId))
                .sorted(Comparator.comparingInt(MenuItem::displayOrder).thenComparing(MenuItem::menuId))
                .toList();
    }

    /** Returns how many options all dishes have together. */
    public int optionCount() {
        return menus.values().stream()
                .flatMap(menu -> menu.choices().stream())
                .mapToInt(group -> group.options().size())
                .sum();
    }

    /** Returns how many letters the details of all dishes have together. */
    public int detailLetters() {
        return menus.values().stream()
                .map(MenuItem::details)
                .filter(Objects::nonNull)
                .mapToInt(MenuDetails::length)
                .sum();
    }

    Catalogue evolve(CatalogueEvent event) {
        return switch (event) {
            case CatalogueEvent.CategoryAdded added -> {
                unknown(categories, added.categoryId(), "category");
                yield withCategory(new Category(added.categoryId(), added.categoryName(), added.displayOrder()));
            }
            case CatalogueEvent.CategoryChanged changed -> {
                Category before = known(categories, changed.categoryId(), "category");
                yield withCategory(before.called(changed.categoryName(), changed.displayOrder()));
            }
            case CatalogueEvent.CategoryVisibilityChanged changed -> {
                Category before = known(categories, changed.categoryId(), "category");
                yield withCategory(before.called(changed.categoryName(), changed.displayOrder())
                        .withHidden(changed.hidden()));
            }
            case CatalogueEvent.CategoryDetailsChanged changed -> {
                Category before = known(categories, changed.categoryId(), "category");
                yield withCategory(before.called(changed.categoryName(), changed.displayOrder())
                        .withHidden(changed.hidden())
                        .withTranslations(changed.translations()));
            }
            case CatalogueEvent.CategoryRemoved removed -> {
                known(categories, removed.categoryId(), "category");
                if (hasMenusIn(removed.categoryId())) {
                    throw new ImpossibleEventException(
                            "Category %s is removed with menus in it".formatted(removed.categoryId()));
                }
                yield new Catalogue(categories.minus(removed.categoryId()), menus, stations, printers);
            }
            case CatalogueEvent.MenuAdded added -> {
                unknown(menus, added.menu().menuId(), "menu");
                yield withMenu(added.menu());
            }
            case CatalogueEvent.OfWholeItem changed -> {
                known(menus, changed.menu().menuId(), "menu");
                yield withMenu(changed.menu());
            }
            case CatalogueEvent.MenuAvailabilityChanged changed ->
                withMenu(known(menus, changed.menuId(), "menu")
                        .withAvailable(changed.available(), changed.soldOutUntil()));
            case CatalogueEvent.MenuOptionAvailabilityChanged changed -> {
                MenuItem menu = known(menus, changed.menuId(), "menu");
                if (menu.option(changed.optionId()) == null) {
                    throw new ImpossibleEventException("The event is about option %s of menu %s, which is not there"
                            .formatted(changed.optionId(), changed.menuId()));
                }
                yield withMenu(
                        menu.withOptionAvailable(changed.optionId(), changed.available(), changed.soldOutUntil()));
            }
            case CatalogueEvent.MenuRemoved removed -> {
                known(menus, removed.menuId(), "menu");
                yield new Catalogue(categories, menus.minus(removed.menuId()), stations, printers);
            }
            case CatalogueEvent.MenuReordered reordered -> reorder(reordered.ranks());
        };
    }

    Catalogue evolve(StationEvent event) {
        return switch (event) {
            case StationEvent.Added(Station station) -> {
                unknown(stations, station.stationId(), "station");
                yield withStations(stations.plus(station.stationId(), station));
            }
            case StationEvent.Changed(Station station) -> {
                known(stations, station.stationId(), "station");
                yield withStations(stations.plus(station.stationId(), station));
            }
            case StationEvent.Removed(String stationId) -> {
                known(stations, stationId, "station");
                yield withStations(stations.minus(stationId));
            }
        };
    }

    Catalogue evolve(PrinterEvent event) {
        return switch (event) {
            case PrinterEvent.Added(Printer printer) -> {
                unknown(printers, printer.printerId(), "printer");
                yield withPrinters(printers.plus(printer.printerId(), printer));
            }
            case PrinterEvent.Changed(Printer printer) -> {
                known(printers, printer.printerId(), "printer");
                yield withPrinters(printers.plus(printer.printerId(), printer));
            }
            case PrinterEvent.Removed(String printerId) -> {
                known(printers, printerId, "printer");
                yield withPrinters(printers.minus(printerId));
            }
            case PrinterEvent.ReprintRequested(String printerId, String _) -> {
                known(printers, printerId, "printer");
                yield this;
            }
        };
    }

    private Catalogue withPrinters(PMap<String, Printer> next) {
        return new Catalogue(categories, menus, stations, next);
    }

    private Catalogue withStations(PMap<String, Station> next) {
        return new Catalogue(categories, menus, next, printers);
    }

    private Catalogue reorder(List<CatalogueEvent.MenuRank> ranks) {
        Catalogue next = this;
        for (CatalogueEvent.MenuRank rank : ranks) {
            next = next.withMenu(known(next.menus, rank.menuId(), "menu").withDisplayOrder(rank.displayOrder()));
        }
        return next;
    }

    private Catalogue withCategory(Category category) {
        return new Catalogue(categories.plus(category.categoryId(), category), menus, stations, printers);
    }

    private Catalogue withMenu(MenuItem menu) {
        known(categories, menu.categoryId(), "category");
        return new Catalogue(categories, menus.plus(menu.menuId(), menu), stations, printers);
    }

    private static <T> T known(PMap<String, T> things, String id, String what) {
        T thing = things.get(id);
        if (thing == null) {
            throw new ImpossibleEventException("The event is about %s %s, which is not there".formatted(what, id));
        }
        return thing;
    }

    private static void unknown(PMap<String, ?> things, String id, String what) {
        if (things.containsKey(id)) {
            throw new ImpossibleEventException("The event adds %s %s, which is there already".formatted(what, id));
        }
    }
}
