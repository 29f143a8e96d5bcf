package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.client.notifier.api.StreamsApi;
import io.tableorder.client.orders.ApiClient;
import io.tableorder.client.orders.ApiException;
import io.tableorder.client.orders.ApiResponse;
import io.tableorder.client.orders.api.GuestsApi;
import io.tableorder.client.orders.api.OrdersApi;
import io.tableorder.client.orders.model.CustomerMenu;
import io.tableorder.client.orders.model.NewLine;
import io.tableorder.client.orders.model.NewOrder;
import io.tableorder.client.orders.model.OrderView;
import io.tableorder.client.orders.model.Problem;
import io.tableorder.client.orders.model.StatusChange;
import io.tableorder.client.projector.api.ProjectionApi;
import io.tableorder.client.projector.api.RebuildApi;
import io.tableorder.client.projector.model.Projection;
import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import io.tableorder.testkit.process.Tokens;
import io.tableorder.testkit.process.WholePlatform;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What somebody can do who has nothing but the API documents, from which the clients here were made while this module was
 * built.
 */
final class ClientsFromDocuments {

    private static final int STORE = 0;
    private static final int TABLE = 1;

    private ClientsFromDocuments() {}

    static void orderAndRead(WholePlatform platform) throws Exception {
        String storeId = SeededStores.storeId(STORE);
        GuestsApi guests = new GuestsApi(orders(platform, Tokens.table(STORE, TABLE)));
        CustomerMenu dish = guests.getMenu(null, null, null).getCategories().getFirst().getMenus().stream()
                .filter(CustomerMenu::getAvailable)
                .findFirst()
                .orElseThrow();
        NewOrder twoOfIt = new NewOrder()
                .addItemsItem(new NewLine().menuId(dish.getMenuId()).quantity(2).unitPrice(dish.getPrice()));
        String key = UUID.randomUUID().toString();

        ApiResponse<OrderView> placed = guests.placeOrderWithHttpInfo(twoOfIt, key);

        OrderView order = placed.getData();
        assertThat(order.getStatus()).isEqualTo(OrderView.StatusEnum.PENDING);
        assertThat(order.getStoreId()).isEqualTo(storeId);
        assertThat(order.getTotalAmount()).isEqualTo(2 * dish.getPrice());
        assertThat(guests.placeOrder(twoOfIt, key)).as("the same key again").isEqualTo(order);
        String position = placed.getHeaders().get("X-Position").getFirst();
        assertThat(guests.listOwnOrders(null, position).getOrders()).contains(order);

        staffMoveItOn(new OrdersApi(orders(platform, Tokens.storeAdmin(STORE))), order, position);
        aRefusalIsAProblem(guests, order);
        theProjectorTellsHowFarItIs(platform);
        assertThat(new StreamsApi(notifier(platform)).issueStreamTicket().getTicket())
                .isNotBlank();
    }

    private static void staffMoveItOn(OrdersApi staff, OrderView order, String position) throws ApiException {
        assertThat(staff.getOrder(order.getOrderId(), null, position, null)).isEqualTo(order);
        assertThat(staff.getBoard(null, null, null, null, null, position).getTables())
                .anySatisfy(table -> assertThat(table.getOrders()).contains(order));
        OrderView moved = staff.changeOrderStatus(
                order.getOrderId(),
                new StatusChange().status(StatusChange.StatusEnum.PREPARING),
                "\"" + order.getVersion() + "\"",
                null,
                null);
        assertThat(moved.getStatus()).isEqualTo(OrderView.StatusEnum.PREPARING);
        assertThat(staff.listOrderEvents(order.getOrderId(), null, moved.getPosition())
                        .getEvents())
                .hasSize(2);
    }

    private static void aRefusalIsAProblem(GuestsApi guests, OrderView order) {
        assertThatThrownBy(() -> guests.cancelOwnOrder(order.getOrderId(), null, null))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(409);
                    assertThat(problem(refused).getErrorCode()).isEqualTo(Problem.ErrorCodeEnum.CONFLICT);
                });
    }

    private static Problem problem(ApiException refused) {
        try {
            return ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        } catch (Exception e) {
            throw new AssertionError(refused.getResponseBody(), e);
        }
    }

    private static void theProjectorTellsHowFarItIs(WholePlatform platform) throws Exception {
        var client = new io.tableorder.client.projector.ApiClient();
        client.updateBaseUri(base(platform.projector().base()));
        client.setRequestInterceptor(bearer(Tokens.ISSUER
                .issue("chain-admin", Role.CHAIN_ADMIN, SeededStores.CHAIN, null, null)
                .value()));
        Projection projection = await("the projection")
                .until(new ProjectionApi(client)::getProjection, each -> each.getParkedTotal() == 0);
        assertThat(projection.getPartitions()).isNotEmpty();
        assertThat(new RebuildApi(client).getRebuild().getGenerations()).isNotEmpty();
    }

    private static ApiClient orders(WholePlatform platform, String token) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(base(platform.orderApi().base()));
        client.setRequestInterceptor(bearer(token));
        return client;
    }

    private static io.tableorder.client.notifier.ApiClient notifier(WholePlatform platform) {
        var client = new io.tableorder.client.notifier.ApiClient();
        client.updateBaseUri(base(platform.notifier().base()));
        client.setRequestInterceptor(bearer(Tokens.storeAdmin(STORE)));
        return client;
    }

    private static Consumer<HttpRequest.Builder> bearer(String token) {
        return request -> request.setHeader("Authorization", "Bearer " + token);
    }

    private static String base(URI service) {
        return service.toString().replaceFirst("/$", "");
    }
}
