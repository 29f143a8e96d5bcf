# One file for the three services: docker build --build-arg SERVICE=order-api .
# Layers from what changes least to what changes most, and an AOT cache recorded in the very image that uses it.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip \
      -pl order-api,order-projector,sse-notifier -am package

FROM eclipse-temurin:25-jdk AS layers
ARG SERVICE
WORKDIR /layers
COPY --from=build /src/${SERVICE}/target/${SERVICE}.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin tableorder
WORKDIR /app
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
COPY --chmod=755 ops/docker/run ops/docker/is-ready /usr/local/bin/
# A refresh of the context needs neither Kafka nor PostgreSQL, so an image can be built anywhere; AOT=off leaves it out.
ARG AOT=on
RUN if [ "$AOT" = on ]; then \
      SECRET_KEY=a-key-of-no-use-but-while-recording DATABASE_URL=postgresql://nobody:none@localhost/none \
      KAFKA_BOOTSTRAP_SERVERS=localhost:9092 \
      run -XX:AOTCacheOutput=/app/service.aot -Dspring.context.exit=onRefresh; fi
USER 10001
ENTRYPOINT ["run"]
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 CMD ["is-ready"]
