# One file for the three services and the operators' commands:
#
#   docker build --build-arg SERVICE=order-api -t table-order/order-api:1.0.0 .
#   docker build --target orders -t table-order/orders-cli:1.0.0 .
#
# Layers from what changes least to what changes most, and an AOT cache recorded in the very image that uses it.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip \
      -pl order-api,order-projector,sse-notifier,orders-cli -am package

FROM build AS service-layers
ARG SERVICE
RUN java -Djarmode=tools -jar "/src/${SERVICE}/target/${SERVICE}.jar" extract --layers --destination /layers --application-filename application.jar

FROM build AS orders-layers
RUN java -Djarmode=tools -jar /src/orders-cli/target/orders-cli.jar extract --layers --destination /layers --application-filename application.jar

FROM eclipse-temurin:25-jre AS runtime
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin tableorder
WORKDIR /app
COPY --chmod=755 ops/docker/ /usr/local/bin/

FROM runtime AS orders
# A new volume takes over whose it is.
RUN install -d -o 10001 -g 10001 -m 700 /backup
COPY --from=orders-layers /layers/dependencies/ ./
COPY --from=orders-layers /layers/snapshot-dependencies/ ./
COPY --from=orders-layers /layers/application/ ./
USER 10001
ENTRYPOINT ["orders"]

# The last target is the one that is built when none is named.
FROM runtime AS service
COPY --from=service-layers /layers/dependencies/ ./
COPY --from=service-layers /layers/snapshot-dependencies/ ./
COPY --from=service-layers /layers/application/ ./
# AOT=off leaves the cache out: starts take longer, and the image is smaller.
ARG AOT=on
# A refresh of the context needs neither Kafka nor PostgreSQL, so an image can be built anywhere.
RUN if [ "$AOT" = on ]; then \
      SECRET_KEY="$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" DATABASE_URL=postgresql://nobody:none@localhost/none \
      KAFKA_BOOTSTRAP_SERVERS=localhost:9092 \
      JAVA_OPTIONS="-XX:AOTCacheOutput=/app/application.aot -Dspring.context.exit=onRefresh" serve; fi
USER 10001
ENTRYPOINT ["serve"]
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 CMD ["is-ready"]
