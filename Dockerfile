FROM node:24-slim

ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY drizzle ./drizzle
COPY functions ./functions
COPY scripts ./scripts
COPY src ./src

USER node
EXPOSE 8787

HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "src/main.ts"]
