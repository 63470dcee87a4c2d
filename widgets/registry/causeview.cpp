// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/registry/causeview.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/icons.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Kind
{
    QString word;
    IconName icon;
    QString target; //!< Where its object opens; empty when it does not.
};

Kind kindOf(const QString &kind)
{
    if (kind == "scan"_L1)
        return {CauseView::tr("Scan"), IconName::Scan, {}};
    if (kind == "policy"_L1)
        return {CauseView::tr("Policy"), IconName::Scales, {}};
    if (kind == "decision"_L1)
        return {CauseView::tr("Decision"), IconName::Gavel, u"request"_s};
    if (kind == "rollout"_L1)
        return {CauseView::tr("Rollout"), IconName::Rocket, u"operation"_s};
    return {kind.left(1).toUpper() + kind.mid(1), IconName::Info, {}};
}

//! The disc with its icon, and the spine down to the next one.
class Disc final : public QWidget
{
public:
    Disc(IconName icon, Tone tone, bool last)
        : m_icon(icon)
        , m_tone(tone)
        , m_last(last)
    {
        setFixedWidth(24);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (!m_last)
            paintVLine(painter, 12, 24, height(), theme.lineStrong);
        const ToneColors tone = toneColors(theme, m_tone);
        paintBox(painter, QRectF(0, 0, 24, 24), 12, tone.tint);
        paintIcon(painter, m_icon, QRectF(5, 5, 14, 14), tone.text);
    }

private:
    IconName m_icon;
    Tone m_tone;
    bool m_last;
};

} // namespace

CauseView::CauseView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"causeView"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    hide();
}

void CauseView::clear()
{
    delete m_content;
    m_content = nullptr;
    hide();
}

void CauseView::setChain(const CauseChain &chain)
{
    clear();
    if (chain.links.isEmpty())
        return;
    m_content = new QWidget;
    m_links = new QVBoxLayout(m_content);
    m_links->setContentsMargins(0, 0, 0, 0);
    m_links->setSpacing(0);
    auto *title = new TextLabel(chain.title, TextStyle::BodyStrong);
    title->setWordWrap(true);
    m_links->addWidget(title);
    m_links->addSpacing(metrics::spaceSm);
    for (qsizetype i = 0; i < chain.links.size(); ++i)
        addLink(chain.links.at(i), i + 1 == chain.links.size());
    if (chain.clearing)
        addClearing(chain);
    layout()->addWidget(m_content);
    show();
}

void CauseView::addLink(const CauseLink &link, bool last)
{
    const Kind kind = kindOf(link.kind);
    auto *row = new QWidget;
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(kind.word, TextStyle::Caption, ColorRole::Muted), 1);
    if (link.at)
        head->addWidget(new TextLabel(momentText(*link.at, QDateTime::currentDateTimeUtc()), TextStyle::Caption, ColorRole::Muted));
    words->addLayout(head);
    auto *sentence = new TextLabel(link.sentence, TextStyle::Body);
    sentence->setWordWrap(true);
    sentence->setAccessibleName(tr("%1: %2").arg(kind.word, link.sentence));
    words->addWidget(sentence);
    if (!kind.target.isEmpty() && !link.objectId.isEmpty()) {
        auto *open = new Button(tr("Open"), ButtonVariant::Link);
        open->setAccessibleName(tr("Open the %1").arg(kind.word.toLower()));
        connect(open, &QAbstractButton::clicked, this, [this, kind, id = link.objectId] { Q_EMIT objectChosen(kind.target, id); });
        words->addWidget(open, 0, Qt::AlignLeft);
    }
    words->addSpacing(metrics::spaceMd);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::spaceMd);
    layout->addWidget(new Disc(kind.icon, term(link.verdict).tone, last));
    layout->addLayout(words, 1);
    m_links->addWidget(row);
}

void CauseView::addClearing(const CauseChain &chain)
{
    auto *card = new Card(tr("What would clear it"), IconName::CornerDownRight);
    card->setTone(Tone::Accent);
    card->setBodyPadded(true);
    auto *sentence = new TextLabel(*chain.clearing, TextStyle::Small, ColorRole::Muted);
    sentence->setWordWrap(true);
    card->bodyLayout()->addWidget(sentence);
    if (chain.clearingVersion) {
        auto *request = new Button(tr("Request it…"), ButtonVariant::Accent);
        request->setObjectName(u"clearingRequest"_s);
        connect(request, &QAbstractButton::clicked, this, [this, version = *chain.clearingVersion] { Q_EMIT clearingRequested(version); });
        card->bodyLayout()->addWidget(request, 0, Qt::AlignLeft);
    }
    m_links->addWidget(card);
}

} // namespace gatehouse
