// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/config/configdocument.h"

#include "core/base/async.h"
#include "widgets/common/code/codehighlighting.h"
#include "widgets/common/code/codelayout.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/theme.h"
#include "widgets/common/vocabulary.h"

#include <QTextCursor>
#include <QtConcurrent>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int analysisDelayMs = 150;
constexpr int checkDelayMs = 500;

} // namespace

ConfigDocument::ConfigDocument(PluginId plugin, QString pluginName, OverlayRef overlay, ConfigService &service,
    const CodeHighlighting &highlighting, QObject *parent)
    : QObject(parent)
    , m_plugin(std::move(plugin))
    , m_pluginName(std::move(pluginName))
    , m_overlay(std::move(overlay))
    , m_service(service)
{
    m_text.setDocumentLayout(new CodeLayout(&m_text));
    m_text.setDefaultFont(textFont(TextStyle::Code));
    m_text.setDocumentMargin(metrics::spaceXs);
    m_highlighter = highlighting.attach(&m_text, u"app-config.yaml"_s);
    m_analysisDelay.setSingleShot(true);
    m_analysisDelay.setInterval(analysisDelayMs);
    m_checkDelay.setSingleShot(true);
    m_checkDelay.setInterval(checkDelayMs);
    connect(&m_text, &QTextDocument::contentsChange, this, [this](int, int removed, int added) {
        if (removed != 0 || added != 0)
            onEdited();
    });
    connect(&m_analysisDelay, &QTimer::timeout, this, &ConfigDocument::startAnalysis);
    connect(&m_checkDelay, &QTimer::timeout, this, &ConfigDocument::startCheck);
    refresh();
}

ConfigDocument::~ConfigDocument() = default;

const ConfigRevision *ConfigDocument::active() const
{
    const auto found = std::find_if(m_history.begin(), m_history.end(),
        [](const ConfigRevision &revision) { return revision.state == RevisionState::Active; });
    return found == m_history.end() ? nullptr : &*found;
}

void ConfigDocument::refresh()
{
    deliver(m_service.revisions(m_plugin, m_overlay), this, m_reads.only([this](const Result<Page<ConfigRevision>> &page) {
        if (page) {
            take(*page);
            return;
        }
        m_error = page.error();
        if (m_state != State::Ready && m_unsaved)
            bringUnsavedBack();
        else if (m_state == State::Reading)
            m_state = State::Failed;
        Q_EMIT revisionsChanged();
    }));
}

void ConfigDocument::readAgain()
{
    refresh();
    if (m_checkError)
        startCheck();
}

void ConfigDocument::take(const Page<ConfigRevision> &page)
{
    const bool isFirst = m_state != State::Ready;
    m_error.reset();
    m_history = page.items;
    m_state = State::Ready;
    // What waited in the Outbox was saved meanwhile.
    if (isInOutbox() && latest() && latest()->yaml == plainText())
        m_text.setModified(false);
    if (isFirst && m_unsaved) {
        bringUnsavedBack();
    } else if (isFirst || (!isChanged() && hasMoved())) {
        setBase(latest());
        showBase();
    } else if (const ConfigRevision *newest = latest(); newest && newest->number == baseNumber()) {
        m_base = *newest;
    }
    Q_EMIT revisionsChanged();
}

void ConfigDocument::showBase()
{
    m_text.setPlainText(m_baseText);
    m_text.setModified(false);
    place = {};
    Q_EMIT replaced();
    // What was read needs no waiting for more keys.
    m_analysisDelay.stop();
    m_checkDelay.stop();
    startAnalysis();
    startCheck();
}

void ConfigDocument::setUnsaved(const Unsaved &unsaved)
{
    m_unsaved = unsaved;
    if (m_state == State::Reading)
        return;
    if (isChanged())
        m_unsaved.reset();
    else
        bringUnsavedBack();
    Q_EMIT revisionsChanged();
}

void ConfigDocument::bringUnsavedBack()
{
    const Unsaved unsaved = *std::exchange(m_unsaved, {});
    m_state = State::Ready;
    const auto stood = std::find_if(m_history.begin(), m_history.end(),
        [&unsaved](const ConfigRevision &revision) { return revision.number == unsaved.baseNumber; });
    if (latest() && latest()->yaml == unsaved.text) {
        // It was saved, and only the answer was lost.
        setBase(latest());
    } else if (stood != m_history.end()) {
        setBase(&*stood);
    } else if (unsaved.baseNumber > 0) {
        ConfigRevision base;
        base.pluginId = m_plugin;
        base.pluginName = m_pluginName;
        base.overlay = m_overlay;
        base.number = unsaved.baseNumber;
        base.yaml = unsaved.baseText;
        setBase(&base);
    } else {
        setBase(nullptr);
    }
    showBase();
    if (unsaved.text != m_baseText)
        replaceText(unsaved.text);
    startAnalysis();
}

void ConfigDocument::replaceText(const QString &text)
{
    QTextCursor cursor(&m_text);
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
}

void ConfigDocument::setBase(const ConfigRevision *revision)
{
    m_base.reset();
    m_inOutbox.reset();
    if (revision)
        m_base = *revision;
    m_baseText = m_base ? m_base->yaml
                        : tr("# %1, %2. Nothing is configured here yet.").arg(m_pluginName, environmentName(m_overlay.environment)) + u'\n';
}

void ConfigDocument::dress()
{
    m_text.setDefaultFont(textFont(TextStyle::Code));
    if (m_highlighter)
        m_highlighter->rehighlight();
}

void ConfigDocument::discard()
{
    replaceText(m_baseText);
    m_text.setModified(false);
}

void ConfigDocument::standOnLatest()
{
    setBase(latest());
    onEdited();
    Q_EMIT revisionsChanged();
}

void ConfigDocument::takeSaved(const ConfigRevision &revision)
{
    m_history.prepend(revision);
    setBase(&revision);
    m_text.setModified(plainText() != m_baseText);
    onEdited();
    Q_EMIT revisionsChanged();
    refresh();
}

void ConfigDocument::noteKept()
{
    m_inOutbox = plainText();
    Q_EMIT revisionsChanged();
}

void ConfigDocument::onEdited()
{
    m_analysisDelay.start();
    m_checkDelay.start();
    Q_EMIT edited();
}

ConfigDocument::Analysis ConfigDocument::analyse(const QString &base, const QString &text)
{
    Analysis analysis;
    analysis.base = YamlDocument::parse(base);
    analysis.now = YamlDocument::parse(text);
    analysis.lines = changedLines(base, text);
    if (analysis.now.isValid())
        analysis.keys = changedKeys(analysis.base, analysis.now);
    return analysis;
}

void ConfigDocument::startAnalysis()
{
    deliver(QtConcurrent::run(&ConfigDocument::analyse, m_baseText, plainText()), this, m_analyses.only([this](const Analysis &analysis) {
        const QList<KeyChange> before = m_analysis.keys;
        m_analysis = analysis;
        // While the text cannot be read, the last known keys say more than none.
        if (!analysis.now.isValid())
            m_analysis.keys = before;
        m_isAnalysed = true;
        m_problems.setLocal(analysis.now.problems());
        Q_EMIT analysed();
    }));
}

void ConfigDocument::startCheck()
{
    deliver(m_service.validate(m_plugin, m_overlay, plainText()), this, m_checks.only([this](const Result<ConfigValidation> &answer) {
        m_isChecked = true;
        m_checkError.reset();
        if (answer)
            m_problems.setRemote(answer->problems);
        else
            m_checkError = answer.error();
        Q_EMIT checked();
    }));
}

} // namespace gatehouse
