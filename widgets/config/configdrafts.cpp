// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/config/configdrafts.h"

#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/vocabulary.h"
#include "widgets/config/configdocument.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! A long text is not copied at every key; with DraftKeeper's own wait it is still within a second.
constexpr int copyWithinMs = 200;
constexpr auto prefix = "config/"_L1;

QString keyOf(const ConfigDocument &document)
{
    return ConfigDrafts::key(document.plugin(), document.overlay());
}

} // namespace

ConfigDrafts::ConfigDrafts(DraftKeeper &drafts, QObject *parent)
    : QObject(parent)
    , m_drafts(drafts)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(copyWithinMs);
    connect(&m_soon, &QTimer::timeout, this, &ConfigDrafts::keepNow);
    connect(&drafts, &DraftKeeper::changed, this, &ConfigDrafts::onKeyChanged);
    connect(&drafts, &DraftKeeper::kept, this, [this](const QString &key) {
        if (!key.startsWith(prefix))
            return;
        m_error.reset();
        Q_EMIT changed();
    });
    connect(&drafts, &DraftKeeper::failed, this, [this](const Error &error) {
        m_error = error;
        Q_EMIT changed();
    });
    const auto readAll = [this] {
        const QList<Draft> all = m_drafts.all();
        for (const Draft &draft : all) {
            if (draft.key.startsWith(prefix))
                m_keys.insert(draft.key);
        }
    };
    connect(&drafts, &DraftKeeper::restored, this, [this, readAll] {
        readAll();
        for (const auto &document : std::as_const(m_followed)) {
            if (document)
                giveBack(*document);
        }
        Q_EMIT changed();
    });
    readAll();
}

QString ConfigDrafts::key(const PluginId &plugin, const OverlayRef &overlay)
{
    const QString base = prefix + plugin.text() + u'/' + toWire(overlay.environment);
    return overlay.tenant.isEmpty() ? base : QString(base + u'/' + overlay.tenant);
}

void ConfigDrafts::follow(ConfigDocument &document)
{
    m_followed.append(&document);
    giveBack(document);
    connect(&document, &ConfigDocument::edited, this, [this, document = QPointer(&document)] {
        if (!m_edited.contains(document))
            m_edited.append(document);
        if (!m_soon.isActive())
            m_soon.start();
    });
}

void ConfigDrafts::giveBack(ConfigDocument &document)
{
    if (const std::optional<Draft> draft = m_drafts.find(keyOf(document)))
        document.setUnsaved({draft->values.value(u"text"_s).toString(), draft->values.value(u"base"_s).toString(), draft->basis.toInt()});
}

void ConfigDrafts::keepNow()
{
    const auto edited = std::exchange(m_edited, {});
    for (const auto &document : edited) {
        if (!document || document->state() != ConfigDocument::State::Ready || !m_drafts.isRestored())
            continue;
        if (!document->isChanged()) {
            m_drafts.forget(keyOf(*document));
            continue;
        }
        const OverlayRef &overlay = document->overlay();
        const QString place = overlay.tenant.isEmpty() ? environmentName(overlay.environment)
                                                       : tr("%1, tenant %2").arg(environmentName(overlay.environment), overlay.tenant);
        m_drafts.keep({keyOf(*document), {{u"text"_s, document->plainText()}, {u"base"_s, document->baseText()}},
            tr("%1, %2").arg(document->pluginName(), place), {}, QString::number(document->baseNumber())});
    }
}

void ConfigDrafts::onKeyChanged(const QString &key)
{
    if (!key.startsWith(prefix))
        return;
    if (m_drafts.find(key)) {
        m_keys.insert(key);
    } else if (m_keys.remove(key)) {
        // Thrown away in the list of drafts.
        for (const auto &document : std::as_const(m_followed)) {
            if (document && keyOf(*document) == key && document->isChanged())
                document->discard();
        }
    }
    Q_EMIT changed();
}

bool ConfigDrafts::has(const PluginId &plugin, const OverlayRef &overlay) const
{
    return m_keys.contains(key(plugin, overlay));
}

int ConfigDrafts::countOf(const PluginId &plugin) const
{
    const QString start = prefix + plugin.text() + u'/';
    return int(std::count_if(m_keys.begin(), m_keys.end(), [&start](const QString &key) { return key.startsWith(start); }));
}

QString ConfigDrafts::note(const ConfigDocument &document) const
{
    const QString key = keyOf(document);
    const std::optional<Draft> draft = m_drafts.find(key);
    if (!draft)
        return {};
    const bool isRefused = m_error && !m_drafts.isWritten(key);
    const QString kept = isRefused ? notKeptText(*m_error) : keptText(draft->keptAt, m_drafts.now());
    if (!document.hasMoved())
        return kept;
    return tr("%1. Written on r%2; the portal is at r%3").arg(kept).arg(document.baseNumber()).arg(document.latest()->number);
}

} // namespace gatehouse
