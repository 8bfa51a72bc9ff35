# docker build -t tqcheck . && docker run --rm -v "$PWD:/data" tqcheck score mt/ --gate
FROM python:3.12-slim AS build
COPY pyproject.toml README.md LICENSE /src/
COPY tqcheck /src/tqcheck
RUN pip install --no-cache-dir --prefix=/install '/src[ja,ko]'

FROM python:3.12-slim
COPY --from=build /install /usr/local
RUN useradd --create-home tqcheck
USER tqcheck
WORKDIR /data
ENTRYPOINT ["tqcheck"]
CMD ["--help"]
