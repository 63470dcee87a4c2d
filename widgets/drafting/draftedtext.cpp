// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafting/draftedtext.h"

#include "widgets/common/drafts/draftnote.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int checkDelayMs = 500;
//! A long text is not copied at every key; with DraftKeeper's own wait it is still within a second.
constexpr int copyWithinMs = 200;

} // namespace

DraftedText::DraftedText(const QString &fileName, DraftKeeper &drafts, const CodeHighlighting &highlighting, QObject *parent)
    : EditedYaml(fileName, highlighting, parent)
    , m_drafts(drafts)
{
    m_checkDelay.setSingleShot(true);
    m_checkDelay.setInterval(checkDelayMs);
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(copyWithinMs);
    connect(this, &EditedYaml::edited, &m_checkDelay, qOverload<>(&QTimer::start));
    connect(this, &EditedYaml::edited, this, [this] {
        if (!m_keepSoon.isActive())
            m_keepSoon.start();
    });
    connect(&m_checkDelay, &QTimer::timeout, this, &DraftedText::judge);
    connect(&m_keepSoon, &QTimer::timeout, this, &DraftedText::keepNow);
}

DraftedText::~DraftedText() = default;

QString DraftedText::whyNotEdit() const
{
    return isNew() ? QString() : blockedOf(u"edit"_s);
}

QString DraftedText::whyNot(const QString &action) const
{
    if (!isReady())
        return tr("It was not read yet.");
    return isChanged() || isNew() ? tr("Save the draft first.") : blockedOf(action);
}

QString DraftedText::blockedOf(const QString &action) const
{
    if (!actions())
        return tr("It was not read yet.");
    if (actions()->allows(action))
        return {};
    const QString why = actions()->whyNot(action);
    return why.isEmpty() ? tr("The portal does not offer this now.") : why;
}

QString DraftedText::keptNote() const
{
    const auto draft = m_drafts.find(draftKey());
    return draft ? keptText(draft->keptAt, m_drafts.now()) : QString();
}

void DraftedText::setVersions(const QList<TextVersion> &versions)
{
    const bool isFirst = m_state != State::Ready;
    m_error.reset();
    m_versions.setItems(versions);
    const TextVersion *base = m_versions.current();
    if (base && (isFirst || (!isChanged() && base->yaml != plainText())))
        begin(base->yaml);
    m_state = State::Ready;
    Q_EMIT changed();
}

void DraftedText::setFailed(const Error &error)
{
    m_error = error;
    if (m_state == State::Reading)
        m_state = State::Failed;
    Q_EMIT changed();
}

void DraftedText::begin(const QString &text)
{
    m_state = State::Ready;
    setBaseText(text);
    showBase();
    if (const auto draft = m_drafts.find(draftKey())) {
        const QString kept = draft->values.value("text"_L1).toString();
        if (kept != text && !kept.isEmpty())
            replaceText(kept);
    }
    m_checkDelay.stop();
    judge();
}

void DraftedText::takeBase(const QString &yaml)
{
    m_drafts.forget(draftKey());
    setBaseText(yaml);
    text()->setModified(plainText() != yaml);
    noteEdited();
}

void DraftedText::keepNow()
{
    if (!isReady() || !m_drafts.isRestored())
        return;
    if (isChanged())
        m_drafts.keep({draftKey(), {{u"text"_s, plainText()}}, name(), {}, {}});
    else
        m_drafts.forget(draftKey());
    Q_EMIT changed();
}

void DraftedText::setJudged(const QList<ConfigProblem> &problems)
{
    m_isChecked = true;
    m_checkError.reset();
    this->problems().setRemote(problems);
    Q_EMIT checked();
}

void DraftedText::setUnjudged(const Error &error)
{
    m_isChecked = true;
    m_checkError = error;
    Q_EMIT checked();
}

} // namespace gatehouse
