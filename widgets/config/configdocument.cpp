// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/config/configdocument.h"

#include "core/base/async.h"
#include "widgets/common/vocabulary.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int checkDelayMs = 500;

} // namespace

ConfigDocument::ConfigDocument(PluginId plugin, QString pluginName, OverlayRef overlay, ConfigService &service,
    const CodeHighlighting &highlighting, QObject *parent)
    : EditedYaml(u"app-config.yaml"_s, highlighting, parent)
    , m_plugin(std::move(plugin))
    , m_pluginName(std::move(pluginName))
    , m_overlay(std::move(overlay))
    , m_service(service)
{
    m_checkDelay.setSingleShot(true);
    m_checkDelay.setInterval(checkDelayMs);
    connect(this, &EditedYaml::edited, &m_checkDelay, qOverload<>(&QTimer::start));
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
        text()->setModified(false);
    if (isFirst && m_unsaved) {
        bringUnsavedBack();
    } else if (isFirst || (!isChanged() && hasMoved())) {
        setBase(latest());
        showWholeBase();
    } else if (const ConfigRevision *newest = latest(); newest && newest->number == baseNumber()) {
        m_base = *newest;
    }
    Q_EMIT revisionsChanged();
}

void ConfigDocument::showWholeBase()
{
    showBase();
    m_checkDelay.stop();
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
    showWholeBase();
    if (unsaved.text != baseText())
        replaceText(unsaved.text);
    startAnalysis();
}

void ConfigDocument::setBase(const ConfigRevision *revision)
{
    m_base.reset();
    m_inOutbox.reset();
    if (revision)
        m_base = *revision;
    setBaseText(m_base ? m_base->yaml
                       : QString(tr("# %1, %2. Nothing is configured here yet.").arg(m_pluginName, environmentName(m_overlay.environment)) + u'\n'));
}

void ConfigDocument::standOnLatest()
{
    setBase(latest());
    noteEdited();
    Q_EMIT revisionsChanged();
}

void ConfigDocument::takeSaved(const ConfigRevision &revision)
{
    m_history.prepend(revision);
    setBase(&revision);
    text()->setModified(plainText() != baseText());
    noteEdited();
    Q_EMIT revisionsChanged();
    refresh();
}

void ConfigDocument::noteKept()
{
    m_inOutbox = plainText();
    Q_EMIT revisionsChanged();
}

void ConfigDocument::startCheck()
{
    deliver(m_service.validate(m_plugin, m_overlay, plainText()), this, m_checks.only([this](const Result<ConfigValidation> &answer) {
        m_isChecked = true;
        m_checkError.reset();
        if (answer)
            problems().setRemote(answer->problems);
        else
            m_checkError = answer.error();
        Q_EMIT checked();
    }));
}

} // namespace gatehouse
