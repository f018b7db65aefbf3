# The service alone: it needs a Postgres, which docker-compose.yml brings along.
#   docker compose up

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# Packages first: this layer is made anew only when a version changes.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Domain/Domain.csproj src/Domain/
COPY src/Data/Data.csproj src/Data/
COPY src/Api/Api.csproj src/Api/
RUN dotnet restore src/Api/Api.csproj --use-current-runtime -p:PublishReadyToRun=true

# Migrations and the sample story are built into the assembly.
COPY migrations migrations
COPY samples samples
COPY src src

# Compiled beforehand for the machine's architecture, it is ready about a fifth sooner.
RUN dotnet publish src/Api/Api.csproj --configuration Release --no-restore \
    --use-current-runtime --no-self-contained -p:PublishReadyToRun=true --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .

# The image's own setting for the port would only be overruled, with a warning at every start.
ENV ASPNETCORE_HTTP_PORTS= \
    Urls=http://+:8080
EXPOSE 8080

# The user that the base image provides for applications.
USER $APP_UID

# The image has no curl, but bash speaks TCP. Liveness does not depend on the database.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

ENTRYPOINT ["dotnet", "ClaimCheck.Api.dll"]
