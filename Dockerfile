FROM node:24.21.0-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image has its own Node, so the Node packages are removed.
RUN npm ci --omit=dev && rm -r node_modules/node-linux-* node_modules/.bin/node

FROM node:24.21.0-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
WORKDIR /app
ENV NODE_ENV=production DATA_DIR=/data MALLOC_TRIM_THRESHOLD_=131072
RUN install --directory --mode=0700 --owner=node --group=node /data
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY client/src client/src
COPY web web
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "process.exit((await fetch('http://127.0.0.1:' + (process.env.ADMIN_PORT || process.env.PORT || 3000) + '/healthz')).ok ? 0 : 1)"]
CMD ["node", "--max-semi-space-size=16", "--heap-growing-percent=50", "src/main.ts"]
