"""COMET checkpoints of every class, real but tiny: built and trained in a second, without a network."""

from __future__ import annotations

import logging
import random
import warnings
from pathlib import Path
from typing import Any

ENCODER = "tqcheck/tiny-xlmr"
HUB_MODEL = "tqcheck/tiny-comet"
REVISION = "0123456789abcdef0123456789abcdef01234567"
KINDS = ("regression_metric", "referenceless_regression_metric", "unified_metric", "xcomet_metric")

SOURCES = ("el", "presidente", "llegó", "a", "Kiev", "ayer", "con", "seis", "ministros", "Lukashenko", "habló", "poco")
TARGETS = (
    "the",
    "president",
    "came",
    "to",
    "Kyiv",
    "yesterday",
    "with",
    "six",
    "ministers",
    "Lukashenko",
    "said",
    "little",
)
MISSPELT = "Lukahsenko"
_SPECIALS = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]


def build_encoder(hf_home: Path) -> None:
    """Put a tokenizer and an encoder of 16 dimensions into the hub's cache."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import XLMRobertaConfig, XLMRobertaModel, XLMRobertaTokenizerFast

    folder = _snapshot(hf_home, ENCODER)
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=_SPECIALS, show_progress=False)
    tokenizer.train_from_iterator(
        [" ".join((*SOURCES, *TARGETS, MISSPELT)) + " .,?abcdefghijklmnopqrstuvwxyz"] * 3, trainer
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    XLMRobertaTokenizerFast(tokenizer_object=tokenizer).save_pretrained(folder)
    config = XLMRobertaConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=514,
        type_vocab_size=1,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
    )
    XLMRobertaModel(config, add_pooling_layer=False).save_pretrained(folder)


def build_checkpoint(kind: str, folder: Path) -> Path:
    """Return the path of a checkpoint of a class, with its hparams.yaml; the regression model is trained."""
    import torch
    import yaml

    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from comet import models

        root.handlers[:], root.level = handlers, level
        torch.manual_seed(3)
        settings: dict[str, Any] = {"hidden_sizes": [32, 16], "layer_transformation": "softmax", "word_layer": 2}
        if kind in ("regression_metric", "referenceless_regression_metric"):
            del settings["word_layer"]
        model = models.str2model[kind](
            encoder_model="XLM-RoBERTa",
            pretrained_model=ENCODER,
            nr_frozen_epochs=0,
            keep_embeddings_frozen=False,
            local_files_only=True,
            **settings,
        )
        if kind == "regression_metric":
            _train(model)
        if kind == "xcomet_metric":
            _teach_spans(model)
    path = folder / "checkpoints" / "model.ckpt"
    path.parent.mkdir(parents=True, exist_ok=True)
    hparams = dict(model.hparams)
    torch.save(
        {"pytorch-lightning_version": "2.6.6", "state_dict": model.state_dict(), "hyper_parameters": hparams}, path
    )
    (folder / "hparams.yaml").write_text(yaml.safe_dump(hparams))
    return path


def put_into_hub(checkpoint: Path, hf_home: Path, name: str = HUB_MODEL) -> None:
    """Lay a checkpoint into the hub's cache, as if it had been fetched."""
    folder = _snapshot(hf_home, name)
    (folder / "checkpoints").mkdir(exist_ok=True)
    (folder / "checkpoints" / "model.ckpt").write_bytes(checkpoint.read_bytes())
    (folder / "hparams.yaml").write_bytes((checkpoint.parent.parent / "hparams.yaml").read_bytes())


def sentences(count: int, seed: int = 1) -> list[dict[str, str]]:
    """Return samples of every quality: a target keeps 0 to all of the reference's words; `score` is that share."""
    rng = random.Random(seed)
    samples = []
    for _ in range(count):
        picked = [rng.randrange(len(SOURCES)) for _ in range(rng.randint(4, 9))]
        kept = rng.random()
        reference = [TARGETS[index] for index in picked]
        target = [word if rng.random() < kept else rng.choice(TARGETS) for word in reference]
        share = sum(one == other for one, other in zip(target, reference, strict=True)) / len(reference)
        samples.append(
            {
                "src": " ".join(SOURCES[index] for index in picked),
                "mt": " ".join(target),
                "ref": " ".join(reference),
                "score": str(share),
            }
        )
    return samples


def _snapshot(hf_home: Path, name: str) -> Path:
    root = hf_home / "hub" / ("models--" + name.replace("/", "--"))
    folder = root / "snapshots" / REVISION
    folder.mkdir(parents=True, exist_ok=True)
    (root / "refs").mkdir(exist_ok=True)
    (root / "refs" / "main").write_text(REVISION)
    return folder


def _train(model: Any) -> None:
    """Teach a regression model that a target like its reference is good."""
    import torch

    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    samples = sentences(32 * 60)
    model.train()
    for start in range(0, len(samples), 32):
        inputs, wanted = model.prepare_sample(samples[start : start + 32], stage="fit")
        loss = torch.nn.functional.mse_loss(model(**inputs).score, wanted["score"])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def _teach_spans(model: Any) -> None:
    """Teach XCOMET to mark one misspelt word as a major error, and nothing else."""
    import torch

    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    rng = random.Random(2)
    model.train()
    for _ in range(60):
        targets, marks = [], []
        for _ in range(16):
            words = [rng.choice(TARGETS) for _ in range(6)]
            if rng.random() < 0.7:
                words[rng.randrange(6)] = MISSPELT
            text = " ".join(words)
            start = text.find(MISSPELT)
            targets.append(text)
            marks.append([{"start": start, "end": start + len(MISSPELT), "severity": "major"}] if start >= 0 else [])
        target = model.encoder.prepare_sample(targets, word_level=True, annotations=marks)
        source = model.encoder.prepare_sample([" ".join(rng.choices(SOURCES, k=6)) for _ in targets])
        inputs = model.concat_inputs([target, source])["inputs"][0]
        said = model(**inputs)
        labels = inputs["label_ids"]
        loss = torch.nn.functional.cross_entropy(said.logits.reshape(-1, 4), labels.reshape(-1), ignore_index=-1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
