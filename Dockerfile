# One image for both programs: the API with the web app (default), and with another command the worker.

FROM node:22-bookworm-slim AS build
# A registry mirror, when one is nearer: docker build --build-arg npm_config_registry=…
ARG npm_config_registry
WORKDIR /app
# The packages change more rarely than the sources and keep a layer of their own.
COPY package.json package-lock.json ./
COPY web/package.json web/
# Exactly what the lock file says, or no image.
RUN npm ci --no-audit --no-fund --include=dev --include=optional
COPY . .
RUN npm run build
# The web app is built: its packages, and everything for developing, stay behind.
RUN npm pkg delete workspaces && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
# Open to every interface, so without the demo and the log-ins everybody knows; -e DEMO=auto shows it.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data DISPATCH_DIR=/dispatch DEMO=off
WORKDIR /app
# New volumes take over this owner.
RUN mkdir -p /data /dispatch && chown node:node /data /dispatch
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/web/dist web/dist
COPY --from=build /app/templates templates
USER node
EXPOSE 3000
# Whether the API is well is asked where it runs (docker-compose.yml): a worker has nothing to ask.
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
