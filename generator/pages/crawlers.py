"""The crawlers that gather text for artificial intelligence, as their operators name them in robots.txt.

A name here is that of a group in robots.txt. Some crawl; some, such as Google-Extended, are only asked about
by a crawler of another name. The sources are what the operators say; where one says nothing, the list
that volunteers keep at https://github.com/ai-robots-txt/ai.robots.txt is.
"""

from __future__ import annotations

from enum import StrEnum

from generator.model import Record


class Purpose(StrEnum):
    TRAINING = "training"  # gathers text from which models are made
    SEARCH = "search"  # finds what an assistant quotes
    USER = "user"  # fetches a page because somebody asked an assistant
    RESALE = "resale"  # gathers text for others, who train models among other things


class Crawler(Record, frozen=True):
    name: str
    operator: str
    purpose: Purpose
    source: str


_ANTHROPIC = "https://support.claude.com/en/articles/8896518"
_META = "https://developers.facebook.com/docs/sharing/webmasters/web-crawlers/"
_OPENAI = "https://developers.openai.com/api/docs/bots"
_PERPLEXITY = "https://docs.perplexity.ai/guides/bots"
_AMAZON = "https://developer.amazon.com/amazonbot"
_VOLUNTEERS = "https://github.com/ai-robots-txt/ai.robots.txt"

CRAWLERS: tuple[Crawler, ...] = (
    Crawler("AI2Bot", "Ai2", Purpose.TRAINING, "https://allenai.org/crawler"),
    Crawler("Amazonbot", "Amazon", Purpose.TRAINING, _AMAZON),
    Crawler("Amzn-SearchBot", "Amazon", Purpose.SEARCH, _AMAZON),
    Crawler("Amzn-User", "Amazon", Purpose.USER, _AMAZON),
    Crawler("anthropic-ai", "Anthropic", Purpose.TRAINING, _VOLUNTEERS),
    Crawler("Applebot-Extended", "Apple", Purpose.TRAINING, "https://support.apple.com/en-us/119829"),
    Crawler("Bytespider", "ByteDance", Purpose.TRAINING, _VOLUNTEERS),
    Crawler("CCBot", "Common Crawl", Purpose.RESALE, "https://commoncrawl.org/ccbot"),
    Crawler("ChatGPT-User", "OpenAI", Purpose.USER, _OPENAI),
    Crawler("Claude-SearchBot", "Anthropic", Purpose.SEARCH, _ANTHROPIC),
    Crawler("Claude-User", "Anthropic", Purpose.USER, _ANTHROPIC),
    Crawler("Claude-Web", "Anthropic", Purpose.USER, _VOLUNTEERS),
    Crawler("ClaudeBot", "Anthropic", Purpose.TRAINING, _ANTHROPIC),
    Crawler("cohere-ai", "Cohere", Purpose.USER, _VOLUNTEERS),
    Crawler("cohere-training-data-crawler", "Cohere", Purpose.TRAINING, _VOLUNTEERS),
    Crawler("DeepSeekBot", "DeepSeek", Purpose.TRAINING, _VOLUNTEERS),
    Crawler("Diffbot", "Diffbot", Purpose.RESALE, _VOLUNTEERS),
    Crawler(
        "DuckAssistBot",
        "DuckDuckGo",
        Purpose.SEARCH,
        "https://duckduckgo.com/duckduckgo-help-pages/results/duckassistbot/",
    ),
    Crawler("FacebookBot", "Meta", Purpose.TRAINING, "https://developers.facebook.com/docs/sharing/bot/"),
    Crawler(
        "Google-Extended",
        "Google",
        Purpose.TRAINING,
        "https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers",
    ),
    Crawler("GPTBot", "OpenAI", Purpose.TRAINING, _OPENAI),
    Crawler("ImagesiftBot", "ImageSift", Purpose.RESALE, _VOLUNTEERS),
    Crawler("meta-externalagent", "Meta", Purpose.TRAINING, _META),
    Crawler("meta-externalfetcher", "Meta", Purpose.USER, _META),
    Crawler("meta-webindexer", "Meta", Purpose.SEARCH, _META),
    Crawler("MistralAI-User", "Mistral AI", Purpose.USER, "https://docs.mistral.ai/robots"),
    Crawler("OAI-SearchBot", "OpenAI", Purpose.SEARCH, _OPENAI),
    Crawler("omgili", "Webz.io", Purpose.RESALE, _VOLUNTEERS),
    Crawler("omgilibot", "Webz.io", Purpose.RESALE, _VOLUNTEERS),
    Crawler("PanguBot", "Huawei", Purpose.TRAINING, _VOLUNTEERS),
    Crawler("Perplexity-User", "Perplexity", Purpose.USER, _PERPLEXITY),
    Crawler("PerplexityBot", "Perplexity", Purpose.SEARCH, _PERPLEXITY),
    Crawler("Timpibot", "Timpi", Purpose.TRAINING, _VOLUNTEERS),
    Crawler("YouBot", "You.com", Purpose.SEARCH, _VOLUNTEERS),
)
"""In the order of their names. robots.txt knows no capital letters (RFC 9309, section 2.2.1)."""
