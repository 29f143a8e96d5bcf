# Shared by ./start and ./demo; $root is the project's directory.

MIN_JAVA=25
MODULES=order-api,order-projector,sse-notifier,standalone

java_version() {
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p'
}

is_new_enough() {
  [ -x "$1/bin/javac" ] || return 1
  local version
  version=$(java_version "$1")
  [ "${version%%.*}" -ge "$MIN_JAVA" ] 2>/dev/null
}

# Sets JAVA_HOME to the first JDK that is new enough.
find_jdk() {
  local candidate on_path=
  if command -v java >/dev/null 2>&1; then
    on_path=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$candidate" ] && is_new_enough "$candidate"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  echo "No JDK $MIN_JAVA or newer found: install one (for example from https://adoptium.net), or set JAVA_HOME to it." >&2
  exit 1
}

# Maven alone needs seconds to find out that there is nothing to do.
build_if_stale() {
  local stamp=$root/standalone/target/built changed module
  changed=$root
  if [ -e "$stamp" ]; then
    changed=
    for module in ${MODULES//,/ }; do
      [ -e "$root/$module/target/$module.jar" ] || changed=$module
    done
    [ -n "$changed" ] || changed=$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$stamp" -print -quit)
  fi
  [ -n "$changed" ] || return 0
  echo "Building ... (the first time this also downloads what it needs)"
  local started
  started=$(mktemp)
  if ! (cd "$root" && MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    ./mvnw -q -Dmaven.test.skip=true -Dspotless.check.skip -pl "$MODULES" -am package); then
    rm -f "$started"
    echo "The build failed; the lines above say why." >&2
    exit 1
  fi
  # As of the beginning of the build: what was changed during it is newer.
  mv "$started" "$stamp"
}

exec_java() {
  exec "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dtable-order.home="$root" -cp "$root/standalone/target/standalone.jar" "$@"
}
